#ifndef ENTENTE_TRADE_SERVICE_SERVICES_H_
#define ENTENTE_TRADE_SERVICE_SERVICES_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "common/rpc/service.h"
#include "common/time/clock.h"
#include "trade_service/store/store.h"

// The services of entente.trade.v1, one file each. Every handler is check, a call or two of store
// and core, convert. What is passed by reference must outlive the service.
namespace entente::trade {

// Told after every commit, so that watchers look again.
using OnCommit = std::function<void()>;

// How files are taken.
struct ImportOptions {
  std::string spool_folder = "/tmp";     // uploads wait here, without a name, until all is there
  int64_t max_bytes = int64_t{1} << 30;  // of one file
  int64_t max_unpacked_bytes = int64_t{16} << 30;  // of what is inside, if it is compressed
};

std::unique_ptr<rpc::Service> NewStatisticsService(const Store& store);

std::unique_ptr<rpc::Service> NewAnalysisService(const Store& store);

std::unique_ptr<rpc::Service> NewReleaseService(Store& store, const Clock& clock,
                                                ImportOptions options, OnCommit on_commit);

std::unique_ptr<rpc::Service> NewCommitmentService(Store& store, OnCommit on_commit);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_SERVICES_H_
