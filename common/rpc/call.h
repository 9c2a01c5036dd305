#ifndef ENTENTE_COMMON_RPC_CALL_H_
#define ENTENTE_COMMON_RPC_CALL_H_

#include "grpcpp/completion_queue.h"

#include "common/rpc/registered_service.h"
#include "common/rpc/server_core.h"

namespace entente::rpc {

// What a completion queue gives back: a function of an object.
struct Tag {
  void (*run)(void* object, bool ok);
  void* object;

  template <auto Member, typename T>
  static Tag To(T* object) {
    return {[](void* self, bool ok) { (static_cast<T*>(self)->*Member)(ok); }, object};
  }
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

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_CALL_H_
