#ifndef ENTENTE_AGREEMENTS_SERVICE_DUE_LIST_H_
#define ENTENTE_AGREEMENTS_SERVICE_DUE_LIST_H_

#include "absl/status/statusor.h"

#include "agreements_service/store/store.h"
#include "entente/agreements/v1/relationship_service.pb.h"

namespace entente::agreements {

absl::StatusOr<v1::ListDueResponse> ListDue(const Store& store, const v1::ListDueRequest& request);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_DUE_LIST_H_
