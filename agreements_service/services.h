#ifndef ENTENTE_AGREEMENTS_SERVICE_SERVICES_H_
#define ENTENTE_AGREEMENTS_SERVICE_SERVICES_H_

#include <memory>

#include "agreements_service/store/store.h"
#include "common/api/import_upload.h"
#include "common/api/watch.h"
#include "common/rpc/service.h"
#include "common/time/clock.h"

// The services of entente.agreements.v1, one file each. Every handler is check, a call or two of
// store and core, convert. What is passed by reference must outlive the service.
namespace entente::agreements {

std::unique_ptr<rpc::Service> NewAgreementService(Store& store, OnCommit on_commit);

std::unique_ptr<rpc::Service> NewRelationshipService(Store& store, OnCommit on_commit);

std::unique_ptr<rpc::Service> NewRegistryService(Store& store, const Clock& clock,
                                                 ImportOptions options, OnCommit on_commit);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_SERVICES_H_
