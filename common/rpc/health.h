#ifndef ENTENTE_COMMON_RPC_HEALTH_H_
#define ENTENTE_COMMON_RPC_HEALTH_H_

#include <memory>
#include <mutex>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/strings/string_view.h"

#include "common/rpc/service.h"

namespace entente::rpc {

// The state that grpc.health.v1.Health tells of. gRPC's own health service runs on threads of its
// own, which costs every other call a tenth of its speed (docs/adr/2026-11-24-completion-queue.md);
// this one is a service like any other. Thread-safe.
class Health {
 public:
  // Knows the server as a whole ("") and what is added; all of them serve.
  Health();
  void Add(absl::string_view service);

  // From now on nothing serves. Whoever watches must be woken by the caller.
  void StopServing();

  // grpc.health.v1.HealthCheckResponse.ServingStatus of a service.
  int StatusOf(absl::string_view service) const;

  // The handlers; `this` must outlive them.
  std::unique_ptr<Service> MakeService() const;

 private:
  mutable std::mutex mutex_;
  absl::flat_hash_set<std::string> services_ ABSL_GUARDED_BY(mutex_);
  bool serving_ ABSL_GUARDED_BY(mutex_) = true;
};

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_HEALTH_H_
