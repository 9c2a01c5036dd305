#ifndef ENTENTE_TESTS_FUZZ_REQUESTS_H_
#define ENTENTE_TESTS_FUZZ_REQUESTS_H_

#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "common/rpc/service.h"
#include "tests/fuzz/fuzz.h"

namespace entente {

// Sends one request to one method of the services, without gRPC: the first byte chooses the method,
// the others are the request. Streams are pulled a few times.
inline void SendRequest(const std::vector<std::unique_ptr<rpc::Service>>& services,
                        absl::string_view input) {
  if (input.empty()) return;
  std::vector<const rpc::Method*> methods;
  for (const auto& service : services) {
    for (const rpc::Method& method : service->methods()) methods.push_back(&method);
  }
  const rpc::Method& method = *methods[static_cast<unsigned char>(input[0]) % methods.size()];
  input.remove_prefix(1);
  rpc::Context context;
  context.method = method.descriptor->full_name();
  context.principal = "fuzz";
  if (method.unary) {
    const auto response = method.unary(context, input);
    FUZZ_CHECK(response.ok() || !response.status().message().empty());
    FUZZ_CHECK(response.ok() || response.status().code() != absl::StatusCode::kInternal);
  } else if (method.server_stream) {
    auto stream = method.server_stream(context, input);
    std::string message;
    for (int i = 0; stream.ok() && i < 5; ++i) {
      const auto next = (*stream)->Pull(message);
      if (!next.ok() || next->kind != rpc::Next::kMessage) break;
    }
  } else {
    auto upload = method.client_stream(context);
    FUZZ_CHECK(upload.ok());
    if ((*upload)->Accept(input).ok()) (void)(*upload)->Finish();
  }
}

}  // namespace entente

#endif  // ENTENTE_TESTS_FUZZ_REQUESTS_H_
