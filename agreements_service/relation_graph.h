#ifndef ENTENTE_AGREEMENTS_SERVICE_RELATION_GRAPH_H_
#define ENTENTE_AGREEMENTS_SERVICE_RELATION_GRAPH_H_

#include "absl/status/statusor.h"

#include "agreements_service/store/store.h"
#include "entente/agreements/v1/agreement_service.pb.h"

namespace entente::agreements {

// The answer of GetRelations.
absl::StatusOr<v1::GetRelationsResponse> GetRelations(const Store& store,
                                                      const v1::GetRelationsRequest& request);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_RELATION_GRAPH_H_
