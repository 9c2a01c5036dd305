#include <memory>
#include <utility>
#include <vector>

#include "common/rpc/server_main.h"
#include "common/status/status_macros.h"
#include "common/time/clock.h"
#include "trade_service/services.h"
#include "trade_service/store/store.h"

namespace entente::trade {
namespace {

class TradeBackend final : public rpc::Backend {
 public:
  TradeBackend(std::unique_ptr<Store> store, const rpc::BackendOptions& options)
      : store_(std::move(store)),
        statistics_(NewStatisticsService(*store_)),
        analysis_(NewAnalysisService(*store_)),
        releases_(NewReleaseService(*store_, SystemClock(),
                                    {options.spool_folder, options.max_import_bytes},
                                    options.on_commit)),
        commitments_(NewCommitmentService(*store_, options.on_commit)) {}

  std::vector<const rpc::Service*> services() const override {
    return {statistics_.get(), analysis_.get(), releases_.get(), commitments_.get()};
  }
  int64_t Head() const override { return store_->journal().Head(); }

 private:
  const std::unique_ptr<Store> store_;
  const std::unique_ptr<rpc::Service> statistics_;
  const std::unique_ptr<rpc::Service> analysis_;
  const std::unique_ptr<rpc::Service> releases_;
  const std::unique_ptr<rpc::Service> commitments_;
};

absl::StatusOr<std::unique_ptr<rpc::Backend>> Open(const rpc::BackendOptions& options) {
  std::unique_ptr<Store> store;
  if (options.store.empty()) {
    store = NewMemoryStore(SystemClock());
  } else {
    ASSIGN_OR_RETURN(store, OpenSqliteStore(options.store, SystemClock()));
  }
  return std::make_unique<TradeBackend>(std::move(store), options);
}

}  // namespace
}  // namespace entente::trade

int main(int argc, char** argv) {
  return entente::rpc::ServerMain(argc, argv,
                                  {.name = "trade_server",
                                   .description = "Bilateral trade statistics over gRPC",
                                   .listen = "127.0.0.1:50051"},
                                  entente::trade::Open);
}
