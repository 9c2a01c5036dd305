#include "bench/caller.h"

#include <optional>
#include <utility>

#include "grpcpp/client_context.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

namespace entente::bench {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::chrono::seconds kDeadline(10);

}  // namespace

struct Caller::Call {
  Clock::time_point start;
  std::optional<grpc::ClientContext> context;
  std::unique_ptr<grpc::GenericClientAsyncResponseReader> reader;
  grpc::ByteBuffer answer;
  grpc::Status status;
};

Caller::Caller(const std::string& address, int channels, std::string method,
               std::vector<grpc::ByteBuffer> requests)
    : method_(std::move(method)), requests_(std::move(requests)) {
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  for (int i = 0; i < channels; ++i) {
    stubs_.push_back(std::make_unique<grpc::GenericStub>(
        grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments)));
  }
}

Outcome Caller::Load(int outstanding, std::chrono::duration<double> duration) {
  Outcome outcome;
  std::vector<Call> calls(outstanding);
  const Clock::time_point begin = Clock::now();
  for (Call& call : calls) Start(call);
  for (int under_way = outstanding; under_way > 0;) {
    Call& call = AwaitInto(outcome);
    if (Clock::now() - begin < duration) {
      Start(call);
    } else {
      --under_way;
    }
  }
  outcome.seconds = std::chrono::duration<double>(Clock::now() - begin).count();
  return outcome;
}

void Caller::CallOnce(Outcome& outcome) {
  Call call;
  Start(call);
  AwaitInto(outcome);
}

void Caller::Start(Call& call) {
  const size_t turn = started_++;
  call.start = Clock::now();
  call.reader.reset();
  call.context.emplace();
  call.context->set_deadline(std::chrono::system_clock::now() + kDeadline);
  call.reader = stubs_[turn % stubs_.size()]->PrepareUnaryCall(
      &*call.context, method_, requests_[turn % requests_.size()], &queue_);
  call.reader->StartCall();
  call.reader->Finish(&call.answer, &call.status, &call);
}

Caller::Call& Caller::AwaitInto(Outcome& outcome) {
  void* tag = nullptr;
  bool ok = false;
  queue_.Next(&tag, &ok);
  Call& call = *static_cast<Call*>(tag);
  if (call.status.ok()) {
    outcome.latencies_us.push_back(
        std::chrono::duration<double, std::micro>(Clock::now() - call.start).count());
    outcome.answer_bytes += call.answer.Length();
  } else {
    ++outcome.failures[call.status.error_code()];
  }
  return call;
}

}  // namespace entente::bench
