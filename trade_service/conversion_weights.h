#ifndef ENTENTE_TRADE_SERVICE_CONVERSION_WEIGHTS_H_
#define ENTENTE_TRADE_SERVICE_CONVERSION_WEIGHTS_H_

#include "absl/status/statusor.h"

#include "entente/trade/v1/statistics_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

absl::StatusOr<v1::ListConversionWeightsResponse> ListConversionWeights(
    const Store& store, const v1::ListConversionWeightsRequest& request);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CONVERSION_WEIGHTS_H_
