#include "common/testing/echo_server.h"

#include <utility>

#include "grpcpp/client_context.h"
#include "grpcpp/completion_queue.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/generic/generic_stub.h"
#include "gtest/gtest.h"

namespace entente::testing {
namespace {

// `handler`, or `standard` where a test set none.
template <typename Handler, typename Standard>
Handler Or(Handler handler, Standard standard) {
  return handler ? std::move(handler) : Handler(standard);
}

// Says the text again.
template <typename Request, typename Response>
absl::StatusOr<Response> Echo(const rpc::Context&, const Request& request) {
  Response response;
  response.set_text(request.text());
  return response;
}

absl::Status Refusal() { return absl::UnimplementedError("the test set no handler"); }

}  // namespace

EchoServer::EchoServer(EchoHandlers handlers, rpc::ServerOptions options)
    : service_(*v1::SayRequest::descriptor()->file()->FindServiceByName("EchoService")) {
  service_.Unary<v1::SayRequest, v1::SayResponse>(
      "Say", Or(std::move(handlers.say), Echo<v1::SayRequest, v1::SayResponse>));
  service_.Read<v1::RecallRequest, v1::RecallResponse>(
      "Recall", Or(std::move(handlers.recall), Echo<v1::RecallRequest, v1::RecallResponse>));
  service_.ServerStream<v1::CountRequest, v1::CountResponse>(
      "Count", Or(std::move(handlers.count), [](const auto&, const auto&) { return Refusal(); }));
  service_.ClientStream<v1::UploadRequest, v1::UploadResponse>(
      "Upload", Or(std::move(handlers.upload), [](const auto&) { return Refusal(); }));
  options.observers.push_back([this](const rpc::CallRecord& call) { Observe(call); });
  absl::StatusOr<std::unique_ptr<rpc::Server>> server = rpc::Server::Start(options, {&service_});
  EXPECT_TRUE(server.ok()) << server.status();
  server_ = *std::move(server);
  grpc::ChannelArguments arguments;
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);  // a connection of its own
  arguments.SetInt(GRPC_ARG_HTTP2_BDP_PROBE, 0);            // 64 KiB in flight, however fast it is
  channel_ =
      grpc::CreateCustomChannel(server_->address(), grpc::InsecureChannelCredentials(), arguments);
  stub_ = v1::EchoService::NewStub(channel_);
}

absl::StatusOr<std::string> EchoServer::Say(const std::string& text) {
  grpc::ClientContext context;
  v1::SayRequest request;
  request.set_text(text);
  v1::SayResponse response;
  const grpc::Status status = stub_->Say(&context, request, &response);
  if (!status.ok()) return FromGrpc(status);
  return response.text();
}

absl::StatusOr<std::string> EchoServer::Recall(const std::string& text) {
  grpc::ClientContext context;
  v1::RecallRequest request;
  request.set_text(text);
  v1::RecallResponse response;
  const grpc::Status status = stub_->Recall(&context, request, &response);
  if (!status.ok()) return FromGrpc(status);
  return response.text();
}

EndedCall EchoServer::NextEnded() {
  std::unique_lock lock(mutex_);
  ended_added_.wait(lock, [this] { return !ended_.empty(); });
  EndedCall call = std::move(ended_.front());
  ended_.pop_front();
  return call;
}

void EchoServer::Observe(const rpc::CallRecord& call) {
  const std::lock_guard lock(mutex_);
  ended_.push_back({std::string(call.context.method), call.status, call.cause, call.messages_in,
                    call.messages_out, call.bytes_in, call.bytes_out, call.kept_answer});
  ended_added_.notify_one();
}

absl::StatusOr<std::string> CallWithBytes(const std::shared_ptr<grpc::Channel>& channel,
                                          const std::string& method, absl::string_view bytes) {
  const grpc::Slice slice(bytes.data(), bytes.size());
  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto call =
      grpc::GenericStub(channel).PrepareUnaryCall(&context, method, {&slice, 1}, &queue);
  grpc::ByteBuffer answer;
  grpc::Status status;
  call->StartCall();
  call->Finish(&answer, &status, nullptr);
  void* tag = nullptr;
  bool ok = false;
  queue.Next(&tag, &ok);
  if (!status.ok()) return FromGrpc(status);
  grpc::Slice whole;
  EXPECT_TRUE(answer.DumpToSingleSlice(&whole).ok());
  return std::string(reinterpret_cast<const char*>(whole.begin()), whole.size());
}

}  // namespace entente::testing
