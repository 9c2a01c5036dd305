#ifndef ENTENTE_TRADE_SERVICE_AREAS_H_
#define ENTENTE_TRADE_SERVICE_AREAS_H_

#include "absl/status/statusor.h"

#include "entente/trade/v1/statistics_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

absl::StatusOr<v1::ListAreasResponse> ListAreas(const Store& store,
                                                const v1::ListAreasRequest& request);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_AREAS_H_
