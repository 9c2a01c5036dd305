#ifndef ENTENTE_AGREEMENTS_SERVICE_SERVICES_H_
#define ENTENTE_AGREEMENTS_SERVICE_SERVICES_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "agreements_service/store/store.h"
#include "common/rpc/service.h"
#include "common/time/clock.h"

// The services of entente.agreements.v1, one file each. Every handler is check, a call or two of
// store and core, convert. What is passed by reference must outlive the service.
namespace entente::agreements {

// Told of every change that was made, so that watchers look again.
using OnCommit = std::function<void()>;

// How files are taken.
struct ImportOptions {
  std::string spool_folder = "/tmp";     // uploads wait here, without a name, until all is there
  int64_t max_bytes = int64_t{1} << 30;  // of one file
};

std::unique_ptr<rpc::Service> NewAgreementService(Store& store, OnCommit on_commit);

std::unique_ptr<rpc::Service> NewRelationshipService(Store& store, OnCommit on_commit);

std::unique_ptr<rpc::Service> NewRegistryService(Store& store, const Clock& clock,
                                                 ImportOptions options, OnCommit on_commit);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_SERVICES_H_
