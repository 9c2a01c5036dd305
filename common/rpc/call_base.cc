#include "common/rpc/call_base.h"

#include <string>

#include "absl/time/clock.h"

#include "common/rpc/public_error.h"

namespace entente::rpc {
namespace {

static_assert(static_cast<int>(absl::StatusCode::kCancelled) == grpc::StatusCode::CANCELLED);
static_assert(static_cast<int>(absl::StatusCode::kInvalidArgument) ==
              grpc::StatusCode::INVALID_ARGUMENT);
static_assert(static_cast<int>(absl::StatusCode::kUnauthenticated) ==
              grpc::StatusCode::UNAUTHENTICATED);

constexpr char kOverloaded[] = "OVERLOADED";

grpc::Status ToGrpc(const absl::Status& status) {
  if (status.ok()) return grpc::Status::OK;
  return grpc::Status(static_cast<grpc::StatusCode>(status.code()), std::string(status.message()),
                      SerializeDetails(status));
}

}  // namespace

absl::Status Cancelled() {
  return Error(absl::StatusCode::kCancelled, "CANCELLED", "the caller has left");
}

absl::Status DeadlineExceeded() {
  return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
               "the deadline passed before the call was served; allow more time or try again when "
               "the server is less busy");
}

absl::Status Overloaded(absl::string_view what) {
  return Error(absl::StatusCode::kResourceExhausted, kOverloaded,
               absl::StrCat("the server has too many ", what, "; try again shortly"));
}

absl::Status Draining() {
  return Error(absl::StatusCode::kUnavailable, "DRAINING",
               "the server is stopping; connect again and go on from the last revision seen");
}

grpc::Slice Flatten(const grpc::ByteBuffer& buffer) {
  grpc::Slice slice;
  if (!buffer.TrySingleSlice(&slice).ok()) (void)buffer.DumpToSingleSlice(&slice);
  return slice;
}

void Call::Accept() {
  AwaitCall(entrance_);
  started_ = absl::Now();
  context_.method = method().descriptor->full_name();
  context_.principal = "anonymous";
  context_.deadline = absl::FromChrono(server_context_.deadline());
}

bool Call::Admit() {
  // Counted before looking, as Drain looks after saying that it drains: none of the two misses the
  // other.
  ++core().admitted;
  admitted_ = !core().draining;
  if (!admitted_) {
    --core().admitted;
    ++core().refused;
  }
  return admitted_;
}

grpc::ByteBuffer Call::Outgoing(const grpc::Slice& slice) {
  ++messages_out_;
  bytes_out_ += static_cast<int64_t>(slice.size());
  return grpc::ByteBuffer(&slice, 1);
}

void Call::CountIn(const grpc::Slice& slice) {
  ++messages_in_;
  bytes_in_ += static_cast<int64_t>(slice.size());
}

grpc::Status Call::Ending(absl::Status status) {
  cause_ = std::move(status);
  status_ = PublicError(cause_);
  if (DetailsOf(status_).reason == kOverloaded) {
    server_context_.AddTrailingMetadata("grpc-retry-pushback-ms", "100");
  }
  return ToGrpc(status_);
}

void Call::Record() {
  if (core().options.observers.empty()) return;
  const CallRecord record{.context = context_,
                          .status = status_,
                          .cause = cause_,
                          .peer = server_context_.peer(),
                          .started = started_,
                          .duration = absl::Now() - started_,
                          .messages_in = messages_in_,
                          .messages_out = messages_out_,
                          .bytes_in = bytes_in_,
                          .bytes_out = bytes_out_,
                          .kept_answer = kept_answer_};
  for (const Observer& observer : core().options.observers) observer(record);
}

}  // namespace entente::rpc
