#ifndef ENTENTE_COMMON_RPC_REGISTERED_SERVICE_H_
#define ENTENTE_COMMON_RPC_REGISTERED_SERVICE_H_

#include <string>
#include <vector>

#include "grpcpp/impl/service_type.h"
#include "grpcpp/support/byte_buffer.h"

#include "common/rpc/service.h"

namespace entente::rpc {

// A Service as gRPC sees it: its methods registered by name, with raw bytes in and out. It does
// from a descriptor what generated AsyncService classes do one by one (see docs/adr).
class RegisteredService final : public grpc::Service {
 public:
  explicit RegisteredService(const rpc::Service& service);

  const std::vector<Method>& methods() const { return methods_; }

  // Ask gRPC for the next call of a method; `tag` comes back when there is one.
  void RequestUnary(int method, grpc::ServerContext* context, grpc::ByteBuffer* request,
                    grpc::internal::ServerAsyncStreamingInterface* stream,
                    grpc::ServerCompletionQueue* queue, void* tag) {
    RequestAsyncUnary(method, context, request, stream, queue, queue, tag);
  }
  void RequestServerStream(int method, grpc::ServerContext* context, grpc::ByteBuffer* request,
                           grpc::internal::ServerAsyncStreamingInterface* stream,
                           grpc::ServerCompletionQueue* queue, void* tag) {
    RequestAsyncServerStreaming(method, context, request, stream, queue, queue, tag);
  }
  void RequestClientStream(int method, grpc::ServerContext* context,
                           grpc::internal::ServerAsyncStreamingInterface* stream,
                           grpc::ServerCompletionQueue* queue, void* tag) {
    RequestAsyncClientStreaming(method, context, stream, queue, queue, tag);
  }

 private:
  const std::vector<Method>& methods_;
  std::vector<std::string> paths_;  // "/package.Service/Method"; gRPC keeps pointers into them
};

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_REGISTERED_SERVICE_H_
