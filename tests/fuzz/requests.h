#ifndef ENTENTE_TESTS_FUZZ_REQUESTS_H_
#define ENTENTE_TESTS_FUZZ_REQUESTS_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "common/rpc/service.h"
#include "common/status/error.h"
#include "tests/fuzz/fuzz.h"

namespace entente {

// What every refusal owes its caller: a sentence, a reason, and of a bad field which one. Nothing
// is ever our own fault.
inline void CheckRefusal(const absl::Status& status) {
  FUZZ_CHECK(!status.message().empty());
  FUZZ_CHECK(status.code() != absl::StatusCode::kInternal);
  FUZZ_CHECK(status.code() != absl::StatusCode::kUnknown);
  const ErrorDetails details = DetailsOf(status);
  FUZZ_CHECK(!details.reason.empty());
  for (const FieldViolation& violation : details.violations) {
    FUZZ_CHECK(!violation.field.empty() && !violation.description.empty());
  }
}

// Sends one request to one method of the services, without gRPC: the first byte chooses the method,
// the others are the request. Streams are pulled a few times. What is refused leaves the store's
// head, which `head` gives, where it was.
inline void SendRequest(const std::vector<std::unique_ptr<rpc::Service>>& services,
                        const std::function<int64_t()>& head, absl::string_view input) {
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
    const int64_t before = head();
    const auto response = method.unary(context, input);
    if (response.ok()) return;
    CheckRefusal(response.status());
    FUZZ_CHECK(head() == before);
  } else if (method.server_stream) {
    auto stream = method.server_stream(context, input);
    if (!stream.ok()) CheckRefusal(stream.status());
    std::string message;
    for (int i = 0; stream.ok() && i < 5; ++i) {
      const auto next = (*stream)->Pull(message);
      if (!next.ok() || next->kind != rpc::Next::kMessage) break;
    }
  } else {
    auto upload = method.client_stream(context);
    FUZZ_CHECK(upload.ok());
    const int64_t before = head();
    absl::Status status = (*upload)->Accept(input);
    if (status.ok()) status = (*upload)->Finish().status();
    if (status.ok()) return;
    CheckRefusal(status);
    FUZZ_CHECK(head() == before);
  }
}

// A fixture that is made anew every so many inputs, so that what one input stored makes a later
// finding neither appear nor vanish for long.
template <typename Fixture>
const Fixture& FreshFixture() {
  constexpr int kInputs = 1000;
  static std::unique_ptr<Fixture> fixture;
  static int inputs = 0;
  if (inputs++ % kInputs == 0) fixture = std::make_unique<Fixture>();
  return *fixture;
}

}  // namespace entente

#endif  // ENTENTE_TESTS_FUZZ_REQUESTS_H_
