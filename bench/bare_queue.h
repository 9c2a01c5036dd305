#ifndef ENTENTE_BENCH_BARE_QUEUE_H_
#define ENTENTE_BENCH_BARE_QUEUE_H_

#include <string>

#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/async_unary_call.h"
#include "grpcpp/support/byte_buffer.h"

#include "bench/bare_method.h"

namespace entente::bench {

// One method known to gRPC, whose calls are taken from a completion queue.
class RegisteredQueue : public BareMethod {
 public:
  explicit RegisteredQueue(const std::string& method) : BareMethod(method) { MarkMethodRaw(0); }

  // Asks for the next call; `tag` comes out of `queue` when it is there, its request already read.
  void Request(grpc::ServerContext* context, grpc::ByteBuffer* request,
               grpc::ServerAsyncResponseWriter<grpc::ByteBuffer>* writer,
               grpc::ServerCompletionQueue* queue, void* tag) {
    RequestAsyncUnary(0, context, request, writer, queue, queue, tag);
  }
};

// Each of these keeps calls requested on `queue` and answers them with `reply`. They belong to the
// queue and live as long as the process.
void OpenSlots(grpc::AsyncGenericService& service, const grpc::ByteBuffer& reply,
               grpc::ServerCompletionQueue* queue);
void OpenSlots(RegisteredQueue& service, const grpc::ByteBuffer& reply,
               grpc::ServerCompletionQueue* queue);

// Works `queue` for ever. Several threads may work one queue.
void WorkQueue(grpc::ServerCompletionQueue* queue);

}  // namespace entente::bench

#endif  // ENTENTE_BENCH_BARE_QUEUE_H_
