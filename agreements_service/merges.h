#ifndef ENTENTE_AGREEMENTS_SERVICE_MERGES_H_
#define ENTENTE_AGREEMENTS_SERVICE_MERGES_H_

#include "agreements_service/store/store.h"
#include "common/api/watch.h"
#include "common/rpc/service.h"

namespace entente::agreements {

// Registers what the RegistryService has of merges. What is passed by reference must outlive the
// service.
void AddMergeHandlers(rpc::Service& service, Store& store, OnCommit on_commit);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_MERGES_H_
