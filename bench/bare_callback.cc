#include "bench/bare_callback.h"

#include "grpcpp/support/server_callback.h"

namespace entente::bench {
namespace {

using grpc::ByteBuffer;

class OneAnswer : public grpc::ServerGenericBidiReactor {
 public:
  explicit OneAnswer(const ByteBuffer& reply) : reply_(reply) { StartRead(&request_); }

  void OnReadDone(bool ok) override {
    if (ok) {
      StartWriteAndFinish(&reply_, grpc::WriteOptions(), grpc::Status::OK);
    } else {
      Finish(grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "the call has no request"));
    }
  }

  void OnDone() override { delete this; }

 private:
  const ByteBuffer& reply_;
  ByteBuffer request_;
};

}  // namespace

GenericCallback::GenericCallback(const ByteBuffer& reply) : reply_(reply) {}

grpc::ServerGenericBidiReactor* GenericCallback::CreateReactor(
    grpc::GenericCallbackServerContext*) {
  return new OneAnswer(reply_);
}

RegisteredCallback::RegisteredCallback(const std::string& method, const ByteBuffer& reply)
    : BareMethod(method) {
  MarkMethodRawCallback(0, new grpc::internal::CallbackUnaryHandler<ByteBuffer, ByteBuffer>(
                               [reply](grpc::CallbackServerContext* context, const ByteBuffer*,
                                       ByteBuffer* response) {
                                 *response = reply;
                                 grpc::ServerUnaryReactor* reactor = context->DefaultReactor();
                                 reactor->Finish(grpc::Status::OK);
                                 return reactor;
                               }));
}

}  // namespace entente::bench
