#include "common/rpc/service.h"

#include <cstdio>
#include <cstdlib>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"

namespace entente::rpc {
namespace {

// A mistake in the program, not in a request: say it and stop.
[[noreturn]] void Mistake(const std::string& what) {
  std::fprintf(stderr, "entente: %s\n", what.c_str());
  std::abort();
}

bool HasHandler(const Method& method) {
  return method.unary || method.server_stream || method.client_stream;
}

}  // namespace

Service::Service(const google::protobuf::ServiceDescriptor& descriptor)
    : descriptor_(descriptor), methods_(descriptor.method_count()) {
  for (int i = 0; i < descriptor.method_count(); ++i) {
    methods_[i].descriptor = descriptor.method(i);
  }
}

const std::vector<Method>& Service::methods() const {
  for (const Method& method : methods_) {
    if (!HasHandler(method)) {
      Mistake(absl::StrCat(method.descriptor->full_name(), " has no handler"));
    }
  }
  return methods_;
}

Method& Service::Slot(absl::string_view method, const google::protobuf::Descriptor* request,
                      const google::protobuf::Descriptor* response, bool client_streaming,
                      bool server_streaming) {
  const auto* descriptor = descriptor_.FindMethodByName(std::string(method));
  if (descriptor == nullptr) {
    Mistake(absl::StrCat(descriptor_.full_name(), " has no method ", method));
  }
  if (descriptor->input_type() != request || descriptor->output_type() != response ||
      descriptor->client_streaming() != client_streaming ||
      descriptor->server_streaming() != server_streaming) {
    Mistake(absl::StrCat(descriptor->full_name(), " is registered with another signature"));
  }
  Method& slot = methods_[descriptor->index()];
  if (HasHandler(slot)) Mistake(absl::StrCat(descriptor->full_name(), " is registered twice"));
  return slot;
}

absl::Status ParseMessage(absl::string_view bytes, google::protobuf::MessageLite& message) {
  if (message.ParseFromArray(bytes.data(), static_cast<int>(bytes.size()))) {
    return absl::OkStatus();
  }
  return Error(absl::StatusCode::kInvalidArgument, "REQUEST_MALFORMED",
               absl::StrCat("the request is not a valid ", message.GetTypeName(),
                            "; check that client and server use the same contract"));
}

}  // namespace entente::rpc
