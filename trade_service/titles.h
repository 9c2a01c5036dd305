#ifndef ENTENTE_TRADE_SERVICE_TITLES_H_
#define ENTENTE_TRADE_SERVICE_TITLES_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "entente/trade/v1/statistics_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

absl::StatusOr<v1::ListCommodityTitlesResponse> ListCommodityTitles(
    const Store& store, const v1::ListCommodityTitlesRequest& request);

// What a classification calls a commodity, as of a revision. A chapter of the Harmonized System is
// called as in any revision of it that is loaded, the latest first, where its own is not. Empty if
// no title is loaded.
absl::StatusOr<std::string> TitleOf(const Store& store, absl::string_view classification,
                                    absl::string_view code, int64_t revision);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_TITLES_H_
