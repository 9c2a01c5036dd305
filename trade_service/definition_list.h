#ifndef ENTENTE_TRADE_SERVICE_DEFINITION_LIST_H_
#define ENTENTE_TRADE_SERVICE_DEFINITION_LIST_H_

#include "absl/status/statusor.h"

#include "entente/trade/v1/analysis_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// The answer of ListDefinitions.
absl::StatusOr<v1::ListDefinitionsResponse> ListDefinitions(
    const Store& store, const v1::ListDefinitionsRequest& request);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_DEFINITION_LIST_H_
