#ifndef ENTENTE_AGREEMENTS_SERVICE_ANOMALY_LIST_H_
#define ENTENTE_AGREEMENTS_SERVICE_ANOMALY_LIST_H_

#include "absl/status/statusor.h"

#include "agreements_service/store/store.h"
#include "common/rpc/context.h"
#include "entente/agreements/v1/registry_service.pb.h"

namespace entente::agreements {

// The answer of ListAnomalies.
absl::StatusOr<v1::ListAnomaliesResponse> ListAnomalies(const Store& store,
                                                        const rpc::Context& context,
                                                        const v1::ListAnomaliesRequest& request);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_ANOMALY_LIST_H_
