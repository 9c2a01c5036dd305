#ifndef ENTENTE_CLIENT_RENDER_COMMODITIES_H_
#define ENTENTE_CLIENT_RENDER_COMMODITIES_H_

#include <string>

#include "absl/strings/string_view.h"

#include "client/render/page.h"
#include "entente/trade/v1/analysis_service.pb.h"

namespace entente::client {

// What the codes of so many digits are called: 2 is "chapter".
absl::string_view LevelWords(int digits);

// The total and what is known of all commodities, then each in a row, then what is new and gone.
// `reporter`: name of the country that reports.
void AddCommodities(const trade::v1::RankCommoditiesRequest& request,
                    const trade::v1::RankCommoditiesResponse& response, absl::string_view reporter,
                    Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_COMMODITIES_H_
