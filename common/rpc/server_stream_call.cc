#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "grpcpp/support/async_stream.h"

#include "common/rpc/call_base.h"

namespace entente::rpc {
namespace {

class ServerStreamCall final : public StreamingCall {
 public:
  explicit ServerStreamCall(const Entrance& entrance)
      : StreamingCall(entrance), writer_(&server_context_) {
    waiter_.tag = woken_.Hand();
    entrance_.service.RequestServerStream(entrance_.method, &server_context_, &buffer_, &writer_,
                                          entrance_.queue, accepted_.Hand());
  }

 private:
  void OnAccepted(bool ok) {
    if (!ok) {
      delete this;
      return;
    }
    Accept();
    request_ = Flatten(buffer_);
    CountIn(request_);
    const bool room = core().streams.fetch_add(1) < core().options.streams;
    if (!Admit()) {
      End(Draining());
    } else if (!room) {
      End(Overloaded("open streams"));
    } else if (!core().reads.Submit([this] { Open(); })) {
      End(Overloaded("calls waiting"));
    }
  }

  void Open() {
    auto stream = Guarded([&] { return method().server_stream(context_, View(request_)); });
    if (!stream.ok()) {
      End(stream.status());
      return;
    }
    stream_ = *std::move(stream);
    Step();
  }

  void Step() {
    if (context_.Late()) return End(DeadlineExceeded());
    if (context_.cancelled) return End(Cancelled());
    const uint64_t seen = core().waiters.generation();
    // Read first, so that what is pulled is what a server that drains has to say, such as its
    // health.
    const bool draining = core().draining;
    std::string message;
    const absl::StatusOr<Next> next = Guarded([&] { return stream_->Pull(message); });
    if (!next.ok()) return End(next.status());
    switch (next->kind) {
      case Next::kMessage:
        return Send(message);
      case Next::kEnd:
        return End(absl::OkStatus());
      case Next::kWait:
        if (draining) return End(Draining());
        if (!core().waiters.Wait(waiter_, seen, next->until, entrance_.queue)) Later();
    }
  }

  void Send(const std::string& message) {
    const grpc::ByteBuffer outgoing = Outgoing(grpc::Slice(message));
    writer_.Write(outgoing, written_.Hand());
  }

  void Later() {
    core().reads.Continue([this] { Step(); });
  }

  void OnWritten(bool ok) {
    if (ok) {
      Later();
    } else {
      End(Cancelled());
    }
  }

  void OnWoken(bool) {
    core().waiters.Returned(waiter_);
    Later();
  }

  void OnLeft() override { core().waiters.Leave(waiter_); }

  void End(absl::Status status) {
    core().streams.fetch_sub(1);
    const grpc::Status ending = Ending(std::move(status));
    writer_.Finish(ending, finished_.Hand());
  }

  grpc::ByteBuffer buffer_;
  grpc::Slice request_;
  grpc::ServerAsyncWriter<grpc::ByteBuffer> writer_;
  std::unique_ptr<ByteStream> stream_;
  Waiter waiter_;
  Tag accepted_ = Tag::To<&ServerStreamCall::OnAccepted>(this);
  Tag written_ = Tag::To<&ServerStreamCall::OnWritten>(this);
  Tag woken_ = Tag::To<&ServerStreamCall::OnWoken>(this);
};

}  // namespace

void AwaitServerStreamCall(const Entrance& entrance) { new ServerStreamCall(entrance); }

}  // namespace entente::rpc
