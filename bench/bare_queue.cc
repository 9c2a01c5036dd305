#include "bench/bare_queue.h"

#include <optional>

#include "grpcpp/support/status.h"

namespace entente::bench {
namespace {

using grpc::ByteBuffer;

// More than the load generator keeps outstanding, so that no call waits for a slot.
constexpr int kSlotsPerQueue = 64;

// Takes a call, answers it, takes the next. The tag of everything on the queue.
class Slot {
 public:
  virtual ~Slot() = default;
  virtual void Proceed(bool ok) = 0;
};

class GenericSlot : public Slot {
 public:
  GenericSlot(grpc::AsyncGenericService& service, const ByteBuffer& reply,
              grpc::ServerCompletionQueue* queue)
      : service_(service), reply_(reply), queue_(queue) {
    Listen();
  }

  void Proceed(bool ok) override {
    switch (step_) {
      case Step::kListening:
        step_ = Step::kReading;
        stream_->Read(&request_, this);
        break;
      case Step::kReading:
        step_ = Step::kAnswering;
        if (ok) {
          stream_->WriteAndFinish(reply_, grpc::WriteOptions(), grpc::Status::OK, this);
        } else {
          stream_->Finish(
              grpc::Status(grpc::StatusCode::INVALID_ARGUMENT, "the call has no request"), this);
        }
        break;
      case Step::kAnswering:
        Listen();
        break;
    }
  }

 private:
  enum class Step { kListening, kReading, kAnswering };

  void Listen() {
    step_ = Step::kListening;
    stream_.reset();
    context_.emplace();
    stream_.emplace(&*context_);
    service_.RequestCall(&*context_, &*stream_, queue_, queue_, this);
  }

  grpc::AsyncGenericService& service_;
  const ByteBuffer& reply_;
  grpc::ServerCompletionQueue* const queue_;
  Step step_;
  ByteBuffer request_;
  std::optional<grpc::GenericServerContext> context_;
  std::optional<grpc::GenericServerAsyncReaderWriter> stream_;
};

class RegisteredSlot : public Slot {
 public:
  RegisteredSlot(RegisteredQueue& service, const ByteBuffer& reply,
                 grpc::ServerCompletionQueue* queue)
      : service_(service), reply_(reply), queue_(queue) {
    Listen();
  }

  void Proceed(bool) override {
    if (listening_) {
      listening_ = false;
      writer_->Finish(reply_, grpc::Status::OK, this);
    } else {
      Listen();
    }
  }

 private:
  void Listen() {
    listening_ = true;
    writer_.reset();
    context_.emplace();
    writer_.emplace(&*context_);
    service_.Request(&*context_, &request_, &*writer_, queue_, this);
  }

  RegisteredQueue& service_;
  const ByteBuffer& reply_;
  grpc::ServerCompletionQueue* const queue_;
  bool listening_;
  ByteBuffer request_;
  std::optional<grpc::ServerContext> context_;
  std::optional<grpc::ServerAsyncResponseWriter<ByteBuffer>> writer_;
};

}  // namespace

void OpenSlots(grpc::AsyncGenericService& service, const ByteBuffer& reply,
               grpc::ServerCompletionQueue* queue) {
  for (int i = 0; i < kSlotsPerQueue; ++i) new GenericSlot(service, reply, queue);
}

void OpenSlots(RegisteredQueue& service, const ByteBuffer& reply,
               grpc::ServerCompletionQueue* queue) {
  for (int i = 0; i < kSlotsPerQueue; ++i) new RegisteredSlot(service, reply, queue);
}

void WorkQueue(grpc::ServerCompletionQueue* queue) {
  void* tag;
  bool ok;
  while (queue->Next(&tag, &ok)) static_cast<Slot*>(tag)->Proceed(ok);
}

}  // namespace entente::bench
