#include "common/rpc/registered_service.h"

#include "absl/strings/str_cat.h"
#include "grpcpp/impl/rpc_service_method.h"

namespace entente::rpc {
namespace {

grpc::internal::RpcMethod::RpcType TypeOf(const Method& method) {
  if (method.server_stream) return grpc::internal::RpcMethod::SERVER_STREAMING;
  if (method.client_stream) return grpc::internal::RpcMethod::CLIENT_STREAMING;
  return grpc::internal::RpcMethod::NORMAL_RPC;
}

}  // namespace

RegisteredService::RegisteredService(const rpc::Service& service) : methods_(service.methods()) {
  paths_.reserve(methods_.size());
  for (size_t i = 0; i < methods_.size(); ++i) {
    paths_.push_back(
        absl::StrCat("/", service.descriptor().full_name(), "/", methods_[i].descriptor->name()));
    AddMethod(
        new grpc::internal::RpcServiceMethod(paths_.back().c_str(), TypeOf(methods_[i]), nullptr));
    MarkMethodRaw(static_cast<int>(i));
  }
}

}  // namespace entente::rpc
