#include "common/rpc/server.h"

#include <memory>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/client_context.h"
#include "grpcpp/generic/generic_stub.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/echo_server.h"
#include "common/testing/matchers.h"

namespace entente::rpc {
namespace {

using entente::testing::EchoServer;
using entente::testing::FromGrpc;
using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::StartsWith;

absl::Status StartOn(const std::string& listen, bool insecure = false) {
  return Server::Start({.listen = listen, .insecure = insecure}, {}).status();
}

TEST(ServerTest, TellsThePortItTook) {
  EchoServer server;
  EXPECT_THAT(server.server().address(), StartsWith("127.0.0.1:"));
  EXPECT_NE(server.server().address(), "127.0.0.1:0");
}

TEST(ServerTest, ListensOnLoopback) {
  EXPECT_OK(StartOn("localhost:0"));
  EXPECT_OK(StartOn("127.0.0.2:0"));
}

TEST(ServerTest, LocalhostNeedsNoNameService) {
  ServerOptions options;
  options.listen = "localhost:0";
  const auto server = Server::Start(options, {});
  ASSERT_OK(server);
  EXPECT_THAT((*server)->address(), StartsWith("127.0.0.1:"));
}

TEST(ServerTest, APortThatIsTakenIsUnavailable) {
  EchoServer server;
  const absl::Status status = StartOn(server.server().address());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable,
                               HasSubstr("is another server running there?")));
  EXPECT_EQ(DetailsOf(status).reason, "ADDRESS_UNAVAILABLE");
  EXPECT_THAT(server.Say("still there"), IsOkAndHolds("still there"));
}

TEST(ServerTest, APortIsFreeAfterADrain) {
  EchoServer server;
  server.server().Drain();
  EXPECT_OK(StartOn(server.server().address()));
}

TEST(ServerTest, OpenAddressesAreRefusedUnlessWanted) {
  for (const char* open : {"0.0.0.0:0", "[::]:0", "192.0.2.1:0", "example.org:0",
                           "127.example.org:0", "128.0.0.1:0"}) {
    const absl::Status status = StartOn(open);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("--insecure")))
        << open;
    EXPECT_EQ(DetailsOf(status).reason, "ADDRESS_OPEN");
  }
  EXPECT_OK(StartOn("0.0.0.0:0", /*insecure=*/true));
}

TEST(ServerTest, WhatIsNoAddressIsRefused) {
  for (const char* bad : {"", "127.0.0.1", "7001", ":7001", "127.0.0.1:", "127.0.0.1:http",
                          "127.0.0.1:65536", "127.0.0.1:-1", "unix:/tmp/socket"}) {
    const absl::Status status = StartOn(bad, /*insecure=*/true);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("is not host:port")))
        << bad;
    EXPECT_EQ(DetailsOf(status).reason, "ADDRESS_INVALID");
  }
}

// The state of a service; the message of the failure where there is none.
std::string CheckHealth(EchoServer& server, const std::string& service) {
  grpc::ClientContext context;
  HealthCheckRequest request;
  request.set_service(service);
  HealthCheckResponse response;
  const grpc::Status status =
      Health::NewStub(server.channel())->Check(&context, request, &response);
  return status.ok() ? HealthCheckResponse::ServingStatus_Name(response.status())
                     : FromGrpc(status).ToString();
}

std::string WatchedHealth(EchoServer& server, const std::string& service) {
  grpc::ClientContext context;
  HealthCheckRequest request;
  request.set_service(service);
  HealthCheckResponse response;
  const auto reader = Health::NewStub(server.channel())->Watch(&context, request);
  EXPECT_TRUE(reader->Read(&response));
  context.TryCancel();
  return HealthCheckResponse::ServingStatus_Name(response.status());
}

TEST(ServerTest, TellsItsHealthByService) {
  EchoServer server;
  for (const char* service : {"", "entente.testing.v1.EchoService"}) {
    EXPECT_EQ(CheckHealth(server, service), "SERVING");
    EXPECT_EQ(WatchedHealth(server, service), "SERVING");
  }
  EXPECT_THAT(CheckHealth(server, "entente.testing.v1.NoService"), StartsWith("NOT_FOUND: "));
  EXPECT_EQ(WatchedHealth(server, "entente.testing.v1.NoService"), "SERVICE_UNKNOWN");
}

// A message of gRPC's reflection, whose headers Debian does not package.
std::unique_ptr<google::protobuf::Message> ReflectionMessage(const std::string& name,
                                                             const std::string& text) {
  const auto* descriptor =
      google::protobuf::DescriptorPool::generated_pool()->FindMessageTypeByName(
          "grpc.reflection.v1alpha." + name);
  if (descriptor == nullptr) return nullptr;
  std::unique_ptr<google::protobuf::Message> message(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(descriptor)->New());
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, message.get()));
  return message;
}

// A call of the reflection service.
class ReflectionCall {
 public:
  explicit ReflectionCall(EchoServer& server)
      : call_(grpc::GenericStub(server.channel())
                  .PrepareCall(&context_,
                               "/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo",
                               &queue_)) {
    call_->StartCall(nullptr);
    EXPECT_TRUE(Done());
  }
  ~ReflectionCall() { context_.TryCancel(); }

  // The answer to a request, as text; empty if the call has ended.
  std::string Ask(const std::string& request_text) {
    const auto request = ReflectionMessage("ServerReflectionRequest", request_text);
    const auto response = ReflectionMessage("ServerReflectionResponse", "");
    if (request == nullptr || response == nullptr) return "no reflection";
    const std::string bytes = request->SerializeAsString();
    const grpc::Slice slice(bytes);
    call_->Write(grpc::ByteBuffer(&slice, 1), nullptr);
    (void)Done();
    grpc::ByteBuffer received;
    call_->Read(&received, nullptr);
    if (!Done()) return "";
    grpc::Slice whole;
    EXPECT_TRUE(received.DumpToSingleSlice(&whole).ok());
    EXPECT_TRUE(response->ParseFromArray(whole.begin(), static_cast<int>(whole.size())));
    return response->DebugString();
  }

  // After its end.
  absl::Status Finish() {
    grpc::Status status;
    call_->Finish(&status, nullptr);
    EXPECT_TRUE(Done());
    return FromGrpc(status);
  }

 private:
  bool Done() {
    void* tag = nullptr;
    bool ok = false;
    queue_.Next(&tag, &ok);
    return ok;
  }

  grpc::ClientContext context_;
  grpc::CompletionQueue queue_;
  const std::unique_ptr<grpc::GenericClientAsyncReaderWriter> call_;
};

constexpr char kListServices[] = "list_services: '*'";

TEST(ServerTest, ReflectsItsServices) {
  EchoServer server;
  ReflectionCall call(server);
  EXPECT_THAT(call.Ask(kListServices), AllOf(HasSubstr("\"entente.testing.v1.EchoService\""),
                                             HasSubstr("\"grpc.health.v1.Health\"")));
  EXPECT_THAT(call.Ask("file_containing_symbol: 'entente.testing.v1.EchoService'"),
              HasSubstr("common/testing/echo_service.proto"));
}

TEST(ServerTest, ReflectsNothingWhereThatIsNotWanted) {
  EchoServer server({}, {.reflection = false});
  ReflectionCall call(server);
  EXPECT_EQ(call.Ask(kListServices), "");
  EXPECT_THAT(call.Finish(), StatusIs(absl::StatusCode::kUnimplemented));
}

TEST(ServerTest, ReflectionTakesFewThreads) {
  constexpr size_t kEnough = 20;
  EchoServer server;
  std::vector<std::unique_ptr<ReflectionCall>> calls;
  do {
    ASSERT_LT(calls.size(), kEnough);
    calls.push_back(std::make_unique<ReflectionCall>(server));
  } while (!calls.back()->Ask(kListServices).empty());
  EXPECT_THAT(calls.back()->Finish(), StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(server.Say("hello"), IsOkAndHolds("hello"));
}

TEST(ServerTest, AConnectionHasNoMoreCallsOpenThanItMay) {
  EchoServer server({}, {.calls_per_connection = 1});
  ReflectionCall open(server);
  EXPECT_NE(open.Ask(kListServices), "");
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + absl::Milliseconds(100)));
  entente::testing::v1::SayResponse response;
  EXPECT_THAT(FromGrpc(server.stub().Say(&context, {}, &response)),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
}

}  // namespace
}  // namespace entente::rpc
