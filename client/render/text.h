#ifndef ENTENTE_CLIENT_RENDER_TEXT_H_
#define ENTENTE_CLIENT_RENDER_TEXT_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"

#include "client/render/page.h"
#include "entente/agreements/v1/relationship_service.pb.h"
#include "entente/brief/v1/brief.pb.h"
#include "entente/trade/v1/analysis_service.pb.h"
#include "entente/trade/v1/release_service.pb.h"
#include "entente/trade/v1/statistics_service.pb.h"

// Answers as text for a terminal. The same answer and options make the same text. Where an answer
// does not repeat what was asked, the request stands beside it, its countries as alpha-3 codes.
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

// What is due between two days.
std::string RenderText(const agreements::v1::ListDueRequest& request,
                       const agreements::v1::ListDueResponse& response, const AsOf& as_of,
                       const TextOptions& options);

// What a country reports of its trade with another.
std::string RenderText(const trade::v1::GetSeriesRequest& request,
                       const trade::v1::GetSeriesResponse& response, const AsOf& as_of,
                       const TextOptions& options);

// How the trade of two countries develops, as one reports it.
std::string RenderText(const trade::v1::GetTrendRequest& request,
                       const trade::v1::GetTrendResponse& response, const AsOf& as_of,
                       const TextOptions& options);

// What a country trades with another, by commodity.
std::string RenderText(const trade::v1::RankCommoditiesRequest& request,
                       const trade::v1::RankCommoditiesResponse& response, const AsOf& as_of,
                       const TextOptions& options);

// With whom a country trades.
std::string RenderText(const trade::v1::RankPartnersRequest& request,
                       const trade::v1::RankPartnersResponse& response, const AsOf& as_of,
                       const TextOptions& options);

// Who supplies a country.
std::string RenderText(const trade::v1::RankSuppliersRequest& request,
                       const trade::v1::RankSuppliersResponse& response, const AsOf& as_of,
                       const TextOptions& options);

// One direction of trade as both ends report it.
std::string RenderText(const trade::v1::CompareMirrorRequest& request,
                       const trade::v1::CompareMirrorResponse& response, const AsOf& as_of,
                       const TextOptions& options);

// What is loaded.
std::string RenderText(const trade::v1::GetAvailabilityRequest& request,
                       const trade::v1::GetAvailabilityResponse& response, const AsOf& as_of,
                       const TextOptions& options);

// How areas are coded.
std::string RenderText(const trade::v1::ListAreasRequest& request,
                       const trade::v1::ListAreasResponse& response, const TextOptions& options);

// What was published when.
std::string RenderText(const trade::v1::ListReleasesRequest& request,
                       const trade::v1::ListReleasesResponse& response, const AsOf& as_of,
                       const TextOptions& options);

// Every value that a cell has had.
std::string RenderText(const trade::v1::ListCellHistoryRequest& request,
                       const trade::v1::ListCellHistoryResponse& response, const AsOf& as_of,
                       const TextOptions& options);

// The volume of a pair's trade under every definition.
std::string RenderText(const trade::v1::ListDefinitionsRequest& request,
                       const trade::v1::ListDefinitionsResponse& response, const AsOf& as_of,
                       const TextOptions& options);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_TEXT_H_
