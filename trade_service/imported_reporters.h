#ifndef ENTENTE_TRADE_SERVICE_IMPORTED_REPORTERS_H_
#define ENTENTE_TRADE_SERVICE_IMPORTED_REPORTERS_H_

#include "entente/trade/v1/release_service.pb.h"
#include "trade_service/core/batch.h"

namespace entente::trade {

// Fills in whose figures of when the releases of a file have.
void AddReporters(const Batch& batch, v1::ImportReleaseResponse& response);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_IMPORTED_REPORTERS_H_
