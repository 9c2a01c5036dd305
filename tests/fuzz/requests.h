#ifndef ENTENTE_TESTS_FUZZ_REQUESTS_H_
#define ENTENTE_TESTS_FUZZ_REQUESTS_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

#include "common/rpc/service.h"
#include "common/status/error.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/message.h"

namespace entente {

using Services = std::vector<std::unique_ptr<rpc::Service>>;

// What an input asks of a method.
struct Call {
  const rpc::Method* method = nullptr;
  std::vector<std::string> messages;  // serialized; one, or those of an upload
};

// Reads an input: the method's name alone in the first line, its message behind it as MessageBytes
// reads it; of an upload any number of messages, with a line of `---` between them. Nothing if no
// service has such a method.
inline std::optional<Call> ReadCall(const Services& services, absl::string_view input) {
  const std::pair<absl::string_view, absl::string_view> parts =
      absl::StrSplit(input, absl::MaxSplits('\n', 1));
  for (const auto& service : services) {
    for (const rpc::Method& method : service->methods()) {
      if (method.descriptor->name() != parts.first) continue;
      std::vector<absl::string_view> messages = {parts.second};
      if (method.client_stream) messages = absl::StrSplit(parts.second, "\n---\n");
      Call call{.method = &method, .messages = {}};
      for (const absl::string_view message : messages) {
        call.messages.push_back(MessageBytes(message, *method.descriptor->input_type()));
      }
      return call;
    }
  }
  return std::nullopt;
}

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

// Makes a call without gRPC and gives its outcome. A stream is pulled a few times.
inline absl::Status Make(const Call& call) {
  rpc::Context context;
  context.method = call.method->descriptor->full_name();
  context.principal = "fuzz";
  if (call.method->unary) return call.method->unary(context, call.messages.front()).status();
  if (call.method->server_stream) {
    const auto stream = call.method->server_stream(context, call.messages.front());
    std::string message;
    for (int i = 0; stream.ok() && i < 5; ++i) {
      const auto next = (*stream)->Pull(message);
      if (!next.ok()) return next.status();
      if (next->kind != rpc::Next::kMessage) break;
    }
    return stream.status();
  }
  const auto upload = call.method->client_stream(context);
  FUZZ_CHECK(upload.ok());
  for (const std::string& message : call.messages) {
    absl::Status status = (*upload)->Accept(message);
    if (!status.ok()) return status;
  }
  return (*upload)->Finish().status();
}

// Sends an input to the method that it names; gives the outcome, or nothing if there is no such
// method. What is refused leaves the store's head where it was. A fixture has the `services` and
// the `store` that they are over.
template <typename Fixture>
std::optional<absl::Status> SendRequest(const Fixture& fixture, absl::string_view input) {
  const std::optional<Call> call = ReadCall(fixture.services, input);
  if (!call) return std::nullopt;
  const int64_t before = fixture.store->journal().Head();
  absl::Status status = Make(*call);
  if (!status.ok()) {
    CheckRefusal(status);
    FUZZ_CHECK(fixture.store->journal().Head() == before);
  }
  return status;
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
