#include <atomic>
#include <memory>
#include <mutex>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "grpcpp/alarm.h"
#include "grpcpp/support/async_stream.h"

#include "common/rpc/call_base.h"

namespace entente::rpc {
namespace {

absl::Status Idle(absl::Duration idle) {
  return Error(absl::StatusCode::kDeadlineExceeded, "UPLOAD_IDLE",
               absl::StrCat("nothing was sent for ", absl::FormatDuration(idle),
                            "; send everything again, without such a pause"));
}

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
    if (!Admit()) {
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
    if (context_.Late()) return Refuse(DeadlineExceeded());
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

void AwaitClientStreamCall(const Entrance& entrance) { new ClientStreamCall(entrance); }

}  // namespace entente::rpc
