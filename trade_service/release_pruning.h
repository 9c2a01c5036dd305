#ifndef ENTENTE_TRADE_SERVICE_RELEASE_PRUNING_H_
#define ENTENTE_TRADE_SERVICE_RELEASE_PRUNING_H_

#include "absl/status/statusor.h"

#include "common/rpc/context.h"
#include "entente/trade/v1/release_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// The answer of PruneReleases.
absl::StatusOr<v1::PruneReleasesResponse> PruneReleases(Store& store, const rpc::Context& context,
                                                        const v1::PruneReleasesRequest& request);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_RELEASE_PRUNING_H_
