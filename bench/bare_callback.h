#ifndef ENTENTE_BENCH_BARE_CALLBACK_H_
#define ENTENTE_BENCH_BARE_CALLBACK_H_

#include <string>

#include "grpcpp/generic/async_generic_service.h"
#include "grpcpp/support/byte_buffer.h"

#include "bench/bare_method.h"

namespace entente::bench {

// Answers every call of any method with `reply`, on gRPC's own threads.
class GenericCallback : public grpc::CallbackGenericService {
 public:
  explicit GenericCallback(const grpc::ByteBuffer& reply);

  grpc::ServerGenericBidiReactor* CreateReactor(
      grpc::GenericCallbackServerContext* context) override;

 private:
  const grpc::ByteBuffer reply_;
};

// Answers the calls of one method with `reply`, on gRPC's own threads.
class RegisteredCallback : public BareMethod {
 public:
  RegisteredCallback(const std::string& method, const grpc::ByteBuffer& reply);
};

}  // namespace entente::bench

#endif  // ENTENTE_BENCH_BARE_CALLBACK_H_
