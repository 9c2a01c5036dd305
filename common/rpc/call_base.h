#ifndef ENTENTE_COMMON_RPC_CALL_BASE_H_
#define ENTENTE_COMMON_RPC_CALL_BASE_H_

#include <atomic>
#include <cstdint>
#include <exception>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/slice.h"
#include "grpcpp/support/status.h"

#include "common/rpc/call.h"
#include "common/rpc/context.h"
#include "common/status/error.h"

// What the calls of every kind have in common.
namespace entente::rpc {

// How a call ends before its handler could answer.
absl::Status Cancelled();
absl::Status DeadlineExceeded();
absl::Status Overloaded(absl::string_view what);
absl::Status Draining();

// The bytes of a buffer in one piece.
grpc::Slice Flatten(const grpc::ByteBuffer& buffer);

inline absl::string_view View(const grpc::Slice& slice) {
  return {reinterpret_cast<const char*>(slice.begin()), slice.size()};
}

// Runs a handler. No exception leaves it: it would end the process, or be taken for a method that
// does not exist.
template <typename Handler>
auto Guarded(Handler handler) -> decltype(handler()) {
  const auto failed = [](absl::string_view why) {
    return Error(absl::StatusCode::kInternal, "EXCEPTION", absl::StrCat("the handler threw ", why));
  };
  try {
    return handler();
  } catch (const std::exception& error) {
    return failed(error.what());
  } catch (...) {
    return failed("what is no std::exception");
  }
}

// What every call does, whatever its kind: it is accepted, answered and recorded.
class Call {
 public:
  explicit Call(const Entrance& entrance) : entrance_(entrance) {
    core().calls.fetch_add(1, std::memory_order_relaxed);
  }
  virtual ~Call() {
    if (admitted_) core().admitted.fetch_sub(1, std::memory_order_relaxed);
    core().calls.fetch_sub(1, std::memory_order_release);
  }

 protected:
  ServerCore& core() { return entrance_.core; }
  const Method& method() { return entrance_.service.methods()[entrance_.method]; }

  // A call has come in.
  void Accept();

  // Whether it is served; it is not by a server that is stopping.
  bool Admit();

  grpc::ByteBuffer Outgoing(const grpc::Slice& slice);

  void CountIn(const grpc::Slice& slice);

  // Notes how the call ends, and tells a refused caller when to come back.
  grpc::Status Ending(absl::Status status);

  // The call has ended.
  void Record();

  const Entrance entrance_;
  grpc::ServerContext server_context_;
  Context context_;
  bool kept_answer_ = false;

 private:
  bool admitted_ = false;
  absl::Time started_;
  absl::Status status_;
  absl::Status cause_;
  int64_t messages_in_ = 0;
  int64_t messages_out_ = 0;
  int64_t bytes_in_ = 0;
  int64_t bytes_out_ = 0;
};

// A call that streams. It ends when its own work has finished and gRPC has said that the call is
// done, in either order.
class StreamingCall : public Call {
 protected:
  explicit StreamingCall(const Entrance& entrance) : Call(entrance) {
    server_context_.AsyncNotifyWhenDone(done_.Hand());
  }

  virtual void OnLeft() {}

  void OnFinished(bool) {
    Record();
    Release();
  }

  // Whoever holds the call keeps it from being deleted.
  void Hold() { holders_.fetch_add(1); }
  void Release() {
    if (holders_.fetch_sub(1) == 1) delete this;
  }

  Tag finished_ = Tag::To<&StreamingCall::OnFinished>(this);

 private:
  void OnDone(bool) {
    if (server_context_.IsCancelled()) {
      context_.cancelled = true;
      OnLeft();
    }
    Release();
  }

  std::atomic<int> holders_ = 2;
  Tag done_ = Tag::To<&StreamingCall::OnDone>(this);
};

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_CALL_BASE_H_
