#ifndef ENTENTE_CLIENT_RENDER_TEXT_H_
#define ENTENTE_CLIENT_RENDER_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"

#include "client/render/page.h"
#include "entente/brief/v1/brief.pb.h"

// Answers as text for a terminal. The same answer and options make the same text.
namespace entente::client {

// The brief of a pair on one page, with the sources of every line at its end.
std::string RenderText(const brief::v1::Brief& brief, const TextOptions& options);

// The state of the world that an answer was read at; absent: the latest. The page says so.
using AsOf = std::optional<absl::CivilDay>;

// The targets of a pair.
std::string RenderText(const brief::v1::TradeSection& section, const common::v1::Pair& pair,
                       const AsOf& as_of, const TextOptions& options);

// The agreements of a pair on a day, with counts.
std::string RenderText(const brief::v1::AgreementsSection& section, const common::v1::Pair& pair,
                       absl::CivilDay day, const AsOf& as_of, const TextOptions& options);

// One agreement and where it stands. `revision`: that it was read at.
std::string RenderText(const agreements::v1::ListedAgreement& listed, int64_t revision,
                       const AsOf& as_of, const TextOptions& options);

// What a country reports of its trade with another.
std::string RenderText(const trade::v1::GetSeriesResponse& response,
                       const common::v1::Country& reporter, const common::v1::Country& partner,
                       const AsOf& as_of, const TextOptions& options);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_TEXT_H_
