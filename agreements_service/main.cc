#include <memory>
#include <utility>
#include <vector>

#include "agreements_service/services.h"
#include "agreements_service/store/store.h"
#include "common/rpc/server_main.h"
#include "common/status/status_macros.h"
#include "common/time/clock.h"

namespace entente::agreements {
namespace {

class AgreementsBackend final : public rpc::Backend {
 public:
  AgreementsBackend(std::unique_ptr<Store> store, const rpc::BackendOptions& options)
      : store_(std::move(store)),
        agreements_(NewAgreementService(*store_, options.on_commit)),
        relationships_(NewRelationshipService(*store_, options.on_commit)),
        registry_(NewRegistryService(*store_, SystemClock(),
                                     {options.spool_folder, options.max_import_bytes},
                                     options.on_commit)) {}

  std::vector<const rpc::Service*> services() const override {
    return {agreements_.get(), relationships_.get(), registry_.get()};
  }
  int64_t Head() const override { return store_->journal().Head(); }

 private:
  const std::unique_ptr<Store> store_;
  const std::unique_ptr<rpc::Service> agreements_;
  const std::unique_ptr<rpc::Service> relationships_;
  const std::unique_ptr<rpc::Service> registry_;
};

absl::StatusOr<std::unique_ptr<rpc::Backend>> Open(const rpc::BackendOptions& options) {
  std::unique_ptr<Store> store;
  if (options.store.empty()) {
    store = NewMemoryStore(SystemClock());
  } else {
    ASSIGN_OR_RETURN(store, OpenSqliteStore(options.store, SystemClock()));
  }
  return std::make_unique<AgreementsBackend>(std::move(store), options);
}

}  // namespace
}  // namespace entente::agreements

int main(int argc, char** argv) {
  return entente::rpc::ServerMain(argc, argv,
                                  {.name = "agreements_server",
                                   .description = "Agreements between governments over gRPC",
                                   .listen = "127.0.0.1:50052"},
                                  entente::agreements::Open);
}
