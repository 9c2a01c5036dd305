#ifndef ENTENTE_COMMON_RPC_CALL_H_
#define ENTENTE_COMMON_RPC_CALL_H_

#include <atomic>

#include "grpcpp/completion_queue.h"

#include "common/rpc/registered_service.h"
#include "common/rpc/server_core.h"

namespace entente::rpc {

// What a completion queue gives back: a function of an object.
class Tag {
 public:
  template <auto Member, typename T>
  static Tag To(T* object) {
    return Tag([](void* self, bool ok) { (static_cast<T*>(self)->*Member)(ok); }, object);
  }

  // The tag for gRPC. Whoever gets it back sees all that was written before: gRPC sees to that,
  // but ThreadSanitizer cannot look into it, and is shown the same by an atomic.
  void* Hand() {
    handed_.store(true, std::memory_order_release);
    return this;
  }

  void Run(bool ok) {
    (void)handed_.load(std::memory_order_acquire);
    function_(object_, ok);
  }

 private:
  using Function = void (*)(void* object, bool ok);
  Tag(Function function, void* object) : function_(function), object_(object) {}

  const Function function_;
  void* const object_;
  std::atomic<bool> handed_ = false;
};

// Where a call comes in.
struct Entrance {
  ServerCore& core;
  RegisteredService& service;
  int method;  // index in the service
  grpc::ServerCompletionQueue* queue;
};

// Makes the entrance ready for one more call of its method. A call that comes in makes it ready
// again, lives until it has ended, and deletes itself.
void AwaitCall(const Entrance& entrance);

// The same, of a method whose kind is known.
void AwaitUnaryCall(const Entrance& entrance);
void AwaitServerStreamCall(const Entrance& entrance);
void AwaitClientStreamCall(const Entrance& entrance);

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_CALL_H_
