#ifndef ENTENTE_TRADE_SERVICE_COMMODITY_RANKING_H_
#define ENTENTE_TRADE_SERVICE_COMMODITY_RANKING_H_

#include "absl/status/statusor.h"

#include "entente/trade/v1/analysis_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// The answer of RankCommodities.
absl::StatusOr<v1::RankCommoditiesResponse> RankCommodities(
    const Store& store, const v1::RankCommoditiesRequest& request);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_COMMODITY_RANKING_H_
