#include "common/rpc/server.h"

#include <memory>
#include <string>
#include <vector>

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

// The first answer of the reflection service to a request, as text.
std::string Reflect(EchoServer& server, const std::string& request_text) {
  const auto request = ReflectionMessage("ServerReflectionRequest", request_text);
  const auto response = ReflectionMessage("ServerReflectionResponse", "");
  if (request == nullptr || response == nullptr) return "no reflection";
  const std::string bytes = request->SerializeAsString();
  const grpc::Slice slice(bytes);
  const grpc::ByteBuffer sent(&slice, 1);

  grpc::ClientContext context;
  grpc::CompletionQueue queue;
  const auto finish = [&queue] {
    void* tag = nullptr;
    bool ok = false;
    queue.Next(&tag, &ok);
    return ok;
  };
  const auto call = grpc::GenericStub(server.channel())
                        .PrepareCall(&context,
                                     "/grpc.reflection.v1alpha.ServerReflection/"
                                     "ServerReflectionInfo",
                                     &queue);
  call->StartCall(nullptr);
  EXPECT_TRUE(finish());
  call->WriteLast(sent, grpc::WriteOptions(), nullptr);
  EXPECT_TRUE(finish());
  grpc::ByteBuffer received;
  call->Read(&received, nullptr);
  EXPECT_TRUE(finish());
  grpc::Slice whole;
  EXPECT_TRUE(received.DumpToSingleSlice(&whole).ok());
  EXPECT_TRUE(response->ParseFromArray(whole.begin(), static_cast<int>(whole.size())));
  grpc::Status status;
  call->Finish(&status, nullptr);
  EXPECT_TRUE(finish());
  return response->DebugString();
}

TEST(ServerTest, ReflectsItsServices) {
  EchoServer server;
  EXPECT_THAT(Reflect(server, "list_services: '*'"),
              AllOf(HasSubstr("\"entente.testing.v1.EchoService\""),
                    HasSubstr("\"grpc.health.v1.Health\"")));
  EXPECT_THAT(Reflect(server, "file_containing_symbol: 'entente.testing.v1.EchoService'"),
              HasSubstr("common/testing/echo_service.proto"));
}

}  // namespace
}  // namespace entente::rpc
