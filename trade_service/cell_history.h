#ifndef ENTENTE_TRADE_SERVICE_CELL_HISTORY_H_
#define ENTENTE_TRADE_SERVICE_CELL_HISTORY_H_

#include "absl/status/statusor.h"

#include "entente/trade/v1/release_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// The answer of ListCellHistory.
absl::StatusOr<v1::ListCellHistoryResponse> ListCellHistory(
    const Store& store, const v1::ListCellHistoryRequest& request);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CELL_HISTORY_H_
