#ifndef ENTENTE_TRADE_SERVICE_CORE_PRUNE_RULE_H_
#define ENTENTE_TRADE_SERVICE_CORE_PRUNE_RULE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "trade_service/core/release.h"

namespace entente::trade {

// Which releases of a source are kept.
struct PruneRule {
  std::string source;   // "sources/{source}"
  std::string dataset;  // only this one; empty: every one
  int latest = 1;  // of each data set those published last, this many; without effect with a day
  // Of each data set the release that counts at the end of this day, and those published later.
  std::optional<absl::CivilDay> as_of;
};

// Ids of the releases that go by `rule`, in order. `all`: the store's, in order of id. Of each data
// set at least the release published last is kept; those that were pruned before count no more.
std::vector<int64_t> ReleasesToPrune(const std::vector<Release>& all, const PruneRule& rule);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_PRUNE_RULE_H_
