#ifndef ENTENTE_AGREEMENTS_SERVICE_CONFLICT_LIST_H_
#define ENTENTE_AGREEMENTS_SERVICE_CONFLICT_LIST_H_

#include "absl/status/statusor.h"

#include "agreements_service/store/store.h"
#include "common/rpc/context.h"
#include "entente/agreements/v1/registry_service.pb.h"

namespace entente::agreements {

// The answer of ListConflicts.
absl::StatusOr<v1::ListConflictsResponse> ListConflicts(const Store& store,
                                                        const rpc::Context& context,
                                                        const v1::ListConflictsRequest& request);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CONFLICT_LIST_H_
