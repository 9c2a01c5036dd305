#ifndef ENTENTE_CLIENT_RENDER_TREND_H_
#define ENTENTE_CLIENT_RENDER_TREND_H_

#include <string>

#include "client/render/page.h"
#include "entente/trade/v1/analysis_service.pb.h"

namespace entente::client {

// Each direction in a table: value, change on the year before, trailing year, share in all trade;
// then its growth; then the balance. `commodity`: as in Series.
void AddTrend(const trade::v1::GetTrendResponse& response, const std::string& commodity,
              Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_TREND_H_
