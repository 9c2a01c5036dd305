#include <memory>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "grpcpp/support/async_unary_call.h"

#include "common/rpc/call_base.h"

namespace entente::rpc {
namespace {

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
    if (!Admit()) {
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
    if (context_.Late()) {
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

}  // namespace

void AwaitUnaryCall(const Entrance& entrance) { new UnaryCall(entrance); }

}  // namespace entente::rpc
