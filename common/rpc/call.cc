#include "common/rpc/call.h"

#include <atomic>
#include <exception>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpcpp/alarm.h"
#include "grpcpp/server_context.h"
#include "grpcpp/support/async_stream.h"
#include "grpcpp/support/async_unary_call.h"

#include "common/rpc/public_error.h"
#include "common/status/error.h"

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

absl::Status Cancelled() {
  return Error(absl::StatusCode::kCancelled, "CANCELLED", "the caller has left");
}

absl::Status DeadlineExceeded() {
  return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
               "the deadline passed before the call was served; allow more time or try again when "
               "the server is less busy");
}

absl::Status Idle(absl::Duration idle) {
  return Error(absl::StatusCode::kDeadlineExceeded, "UPLOAD_IDLE",
               absl::StrCat("nothing was sent for ", absl::FormatDuration(idle),
                            "; send everything again, without such a pause"));
}

absl::Status Overloaded(absl::string_view what) {
  return Error(absl::StatusCode::kResourceExhausted, kOverloaded,
               absl::StrCat("the server has too many ", what, "; try again shortly"));
}

absl::Status Draining() {
  return Error(absl::StatusCode::kUnavailable, "DRAINING",
               "the server is stopping; connect again and go on from the last revision seen");
}

// The bytes of a buffer in one piece.
grpc::Slice Flatten(const grpc::ByteBuffer& buffer) {
  grpc::Slice slice;
  if (!buffer.TrySingleSlice(&slice).ok()) (void)buffer.DumpToSingleSlice(&slice);
  return slice;
}

absl::string_view View(const grpc::Slice& slice) {
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
  virtual ~Call() { core().calls.fetch_sub(1, std::memory_order_release); }

 protected:
  ServerCore& core() { return entrance_.core; }
  const Method& method() { return entrance_.service.methods()[entrance_.method]; }

  // A call has come in.
  void Accept() {
    AwaitCall(entrance_);
    started_ = absl::Now();
    context_.method = method().descriptor->full_name();
    context_.principal = "anonymous";
    context_.deadline = absl::FromChrono(server_context_.deadline());
  }

  // Whether the call has come too late, to a server that is stopping.
  bool Shut() {
    if (!core().draining) return false;
    core().refused.fetch_add(1);
    return true;
  }

  bool Late() const { return absl::Now() >= context_.deadline; }

  grpc::ByteBuffer Outgoing(const grpc::Slice& slice) {
    ++messages_out_;
    bytes_out_ += static_cast<int64_t>(slice.size());
    return grpc::ByteBuffer(&slice, 1);
  }

  void CountIn(const grpc::Slice& slice) {
    ++messages_in_;
    bytes_in_ += static_cast<int64_t>(slice.size());
  }

  // Notes how the call ends, and tells a refused caller when to come back.
  grpc::Status Ending(absl::Status status) {
    cause_ = std::move(status);
    status_ = PublicError(cause_);
    if (DetailsOf(status_).reason == kOverloaded) {
      server_context_.AddTrailingMetadata("grpc-retry-pushback-ms", "100");
    }
    return ToGrpc(status_);
  }

  // The call has ended.
  void Record() {
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

  const Entrance entrance_;
  grpc::ServerContext server_context_;
  Context context_;
  bool kept_answer_ = false;

 private:
  absl::Time started_;
  absl::Status status_;
  absl::Status cause_;
  int64_t messages_in_ = 0;
  int64_t messages_out_ = 0;
  int64_t bytes_in_ = 0;
  int64_t bytes_out_ = 0;
};

class UnaryCall final : public Call {
 public:
  explicit UnaryCall(const Entrance& entrance) : Call(entrance), writer_(&server_context_) {
    entrance_.service.RequestUnary(entrance_.method, &server_context_, &buffer_, &writer_,
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
    if (method().immediate) {
      Run();
      return;
    }
    if (Shut()) {
      Refuse(Draining());
      return;
    }
    if (KeepsAnswers()) {
      head_ = core().options.head();
      if (auto kept = core().answers.Find(&method(), View(request_), head_)) {
        kept_answer_ = true;
        Answer(*kept);
        return;
      }
    }
    WorkerPool& workers = method().mutates ? core().mutations : core().reads;
    if (!workers.Submit([this] { Run(); })) {
      Refuse(Overloaded("calls waiting"));
    }
  }

  void Run() {
    if (Late()) {
      Refuse(DeadlineExceeded());
      return;
    }
    const absl::StatusOr<std::string> response =
        Guarded([&] { return method().unary(context_, View(request_)); });
    if (!response.ok()) {
      Refuse(response.status());
      return;
    }
    const grpc::Slice slice(*response);
    if (KeepsAnswers()) core().answers.Keep(&method(), View(request_), head_, slice);
    Answer(slice);
  }

  bool KeepsAnswers() { return method().keep_answer && core().options.head; }

  void Answer(const grpc::Slice& slice) {
    const grpc::ByteBuffer answer = Outgoing(slice);
    const grpc::Status status = Ending(absl::OkStatus());
    writer_.Finish(answer, status, finished_.Hand());
  }

  void Refuse(absl::Status status) {
    const grpc::Status ending = Ending(std::move(status));
    writer_.FinishWithError(ending, finished_.Hand());
  }

  void OnFinished(bool) {
    Record();
    delete this;
  }

  grpc::ByteBuffer buffer_;
  grpc::Slice request_;
  grpc::ServerAsyncResponseWriter<grpc::ByteBuffer> writer_;
  int64_t head_ = 0;
  Tag accepted_ = Tag::To<&UnaryCall::OnAccepted>(this);
  Tag finished_ = Tag::To<&UnaryCall::OnFinished>(this);
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
    if (Shut()) {
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
    if (Late()) return End(DeadlineExceeded());
    if (context_.cancelled) return End(Cancelled());
    const uint64_t seen = core().waiters.generation();
    std::string message;
    const absl::StatusOr<Next> next = Guarded([&] { return stream_->Pull(message); });
    if (!next.ok()) return End(next.status());
    switch (next->kind) {
      case Next::kMessage:
        return Send(message);
      case Next::kEnd:
        return End(absl::OkStatus());
      case Next::kWait:
        if (core().draining) return End(Draining());
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

class ClientStreamCall final : public StreamingCall {
 public:
  explicit ClientStreamCall(const Entrance& entrance)
      : StreamingCall(entrance), reader_(&server_context_) {
    entrance_.service.RequestClientStream(entrance_.method, &server_context_, &reader_,
                                          entrance_.queue, accepted_.Hand());
  }

 private:
  void OnAccepted(bool ok) {
    if (!ok) {
      delete this;
      return;
    }
    Accept();
    const bool room = core().open_uploads.fetch_add(1) < core().options.uploads;
    if (Shut()) {
      Refuse(Draining());
    } else if (!room) {
      Refuse(Overloaded("open uploads"));
    } else {
      core().uploads.Continue([this] { Open(); });
    }
  }

  void Open() {
    auto upload = Guarded([&] { return method().client_stream(context_); });
    if (!upload.ok()) {
      Refuse(upload.status());
      return;
    }
    upload_ = *std::move(upload);
    Await();
  }

  // Waits for the next message, but not for ever. Goes on when both have come back, the message, or
  // its absence, and the alarm.
  void Await() {
    awaited_ = 2;
    const absl::Time end = absl::Now() + core().options.upload_idle;
    // The read is there before the alarm can end the call, and the alarm before the read cancels
    // it.
    const std::lock_guard lock(alarm_mutex_);
    reader_.Read(&buffer_, read_.Hand());
    alarm_.Set(entrance_.queue, absl::ToChronoTime(end), alarmed_.Hand());
  }

  void OnRead(bool ok) {
    more_ = ok;
    {
      const std::lock_guard lock(alarm_mutex_);
      alarm_.Cancel();
    }
    Awaited();
  }

  void OnAlarm(bool expired) {
    if (expired) {
      idle_ = true;
      Hold();  // until the message that was waited for has come back
      Refuse(Idle(core().options.upload_idle));
    }
    Awaited();
  }

  void Awaited() {
    if (awaited_.fetch_sub(1) > 1) return;
    if (idle_) {
      Release();
    } else if (more_) {
      core().uploads.Continue([this] { Take(); });
    } else {
      // The caller has sent everything, or has left. Only the former can still be written to.
      reader_.SendInitialMetadata(reached_.Hand());
    }
  }

  void OnReached(bool ok) {
    core().uploads.Continue([this, ok] { ok ? Complete() : Refuse(Cancelled()); });
  }

  void Take() {
    const grpc::Slice message = Flatten(buffer_);
    CountIn(message);
    const absl::Status status = Guarded([&] { return upload_->Accept(View(message)); });
    if (!status.ok()) return Refuse(status);
    Await();
  }

  void Complete() {
    if (Late()) return Refuse(DeadlineExceeded());
    if (context_.cancelled) return Refuse(Cancelled());
    const absl::StatusOr<std::string> response = Guarded([&] { return upload_->Finish(); });
    if (!response.ok()) return Refuse(response.status());
    End();
    const grpc::ByteBuffer answer = Outgoing(grpc::Slice(*response));
    const grpc::Status status = Ending(absl::OkStatus());
    reader_.Finish(answer, status, finished_.Hand());
  }

  void Refuse(absl::Status status) {
    End();
    const grpc::Status ending = Ending(std::move(status));
    reader_.FinishWithError(ending, finished_.Hand());
  }

  void End() {
    upload_.reset();
    core().open_uploads.fetch_sub(1);
  }

  grpc::ByteBuffer buffer_;
  grpc::ServerAsyncReader<grpc::ByteBuffer, grpc::ByteBuffer> reader_;
  std::unique_ptr<ByteUpload> upload_;
  std::mutex alarm_mutex_;
  grpc::Alarm alarm_;
  std::atomic<int> awaited_ = 0;  // of a message and its alarm
  bool more_ = false;             // the message has come
  bool idle_ = false;             // the alarm came first
  Tag accepted_ = Tag::To<&ClientStreamCall::OnAccepted>(this);
  Tag read_ = Tag::To<&ClientStreamCall::OnRead>(this);
  Tag alarmed_ = Tag::To<&ClientStreamCall::OnAlarm>(this);
  Tag reached_ = Tag::To<&ClientStreamCall::OnReached>(this);
};

}  // namespace

void AwaitCall(const Entrance& entrance) {
  const Method& method = entrance.service.methods()[entrance.method];
  if (method.unary) {
    new UnaryCall(entrance);
  } else if (method.server_stream) {
    new ServerStreamCall(entrance);
  } else {
    new ClientStreamCall(entrance);
  }
}

}  // namespace entente::rpc
