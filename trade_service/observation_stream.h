#ifndef ENTENTE_TRADE_SERVICE_OBSERVATION_STREAM_H_
#define ENTENTE_TRADE_SERVICE_OBSERVATION_STREAM_H_

#include <memory>

#include "absl/status/statusor.h"

#include "common/rpc/stream.h"
#include "entente/trade/v1/statistics_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// The answer of StreamObservations. The store must outlive it.
absl::StatusOr<std::unique_ptr<rpc::Stream<v1::StreamObservationsResponse>>> StreamObservations(
    const Store& store, const v1::StreamObservationsRequest& request);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_OBSERVATION_STREAM_H_
