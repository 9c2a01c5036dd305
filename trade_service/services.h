#ifndef ENTENTE_TRADE_SERVICE_SERVICES_H_
#define ENTENTE_TRADE_SERVICE_SERVICES_H_

#include <memory>

#include "common/api/import_upload.h"
#include "common/api/watch.h"
#include "common/rpc/service.h"
#include "common/time/clock.h"
#include "trade_service/store/store.h"

// The services of entente.trade.v1, one file each. Every handler is check, a call or two of store
// and core, convert. What is passed by reference must outlive the service.
namespace entente::trade {

std::unique_ptr<rpc::Service> NewStatisticsService(const Store& store);

std::unique_ptr<rpc::Service> NewAnalysisService(const Store& store);

std::unique_ptr<rpc::Service> NewReleaseService(Store& store, const Clock& clock,
                                                ImportOptions options, OnCommit on_commit);

std::unique_ptr<rpc::Service> NewCommitmentService(Store& store, OnCommit on_commit);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_SERVICES_H_
