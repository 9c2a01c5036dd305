#ifndef ENTENTE_TRADE_SERVICE_COMMODITY_RANKING_H_
#define ENTENTE_TRADE_SERVICE_COMMODITY_RANKING_H_

#include "absl/status/statusor.h"

#include "common/rpc/context.h"
#include "entente/trade/v1/analysis_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// The answer of RankCommodities. DEADLINE_EXCEEDED: the store has more of it than the time allows.
absl::StatusOr<v1::RankCommoditiesResponse> RankCommodities(
    const Store& store, const rpc::Context& context, const v1::RankCommoditiesRequest& request);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_COMMODITY_RANKING_H_
