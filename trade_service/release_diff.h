#ifndef ENTENTE_TRADE_SERVICE_RELEASE_DIFF_H_
#define ENTENTE_TRADE_SERVICE_RELEASE_DIFF_H_

#include <memory>

#include "absl/status/statusor.h"

#include "common/rpc/stream.h"
#include "entente/trade/v1/release_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// The answer of DiffReleases. The store must outlive it.
absl::StatusOr<std::unique_ptr<rpc::Stream<v1::DiffReleasesResponse>>> DiffReleases(
    const Store& store, const v1::DiffReleasesRequest& request);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_RELEASE_DIFF_H_
