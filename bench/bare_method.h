#ifndef ENTENTE_BENCH_BARE_METHOD_H_
#define ENTENTE_BENCH_BARE_METHOD_H_

#include <string>

#include "grpcpp/impl/rpc_service_method.h"
#include "grpcpp/impl/service_type.h"

namespace entente::bench {

// A service of one unary method that is known to gRPC by name ("/package.Service/Method") and whose
// messages are left as bytes. A subclass says which API answers it.
class BareMethod : public grpc::Service {
 public:
  explicit BareMethod(const std::string& name) : name_(name) {
    AddMethod(new grpc::internal::RpcServiceMethod(name_.c_str(),
                                                   grpc::internal::RpcMethod::NORMAL_RPC, nullptr));
  }

 private:
  std::string name_;  // gRPC keeps the pointer, not the text.
};

}  // namespace entente::bench

#endif  // ENTENTE_BENCH_BARE_METHOD_H_
