#ifndef ENTENTE_CLIENT_BRIEF_H_
#define ENTENTE_CLIENT_BRIEF_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

#include "client/agreements_client.h"
#include "client/trade_client.h"
#include "common/geo/pair.h"
#include "entente/brief/v1/brief.pb.h"

namespace entente::client {

struct BriefOptions {
  absl::CivilDay day;                   // of statuses and anniversaries
  std::optional<absl::CivilDay> as_of;  // only what was published by then; absent: everything
  int64_t trade_revision = 0;           // 0: the latest
  int64_t agreements_revision = 0;      // 0: the latest
  absl::Time deadline;                  // of the whole
};

// Where two countries stand. Asks both services at the same time, each at one revision throughout.
// A service that fails leaves its section out and is named in `missing`, with code and message.
// The same answers make the same brief.
brief::v1::Brief BuildBrief(const TradeClient& trade, const AgreementsClient& agreements,
                            const Pair& pair, const BriefOptions& options);

// The targets of a pair in order of announcement, each with its attainment, all at one revision.
// The section has nothing else.
absl::StatusOr<brief::v1::TradeSection> GatherTargets(const TradeClient& client, const Pair& pair,
                                                      const common::v1::ReadAt& read_at,
                                                      absl::Time deadline);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_BRIEF_H_
