#include "common/rpc/service.h"

#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/echo_service.pb.h"
#include "common/testing/matchers.h"

namespace entente::rpc::service_test {
namespace {

using entente::testing::StatusIs;
using entente::testing::v1::CountRequest;
using entente::testing::v1::CountResponse;
using entente::testing::v1::RecallRequest;
using entente::testing::v1::RecallResponse;
using entente::testing::v1::SayRequest;
using entente::testing::v1::SayResponse;
using entente::testing::v1::UploadRequest;
using entente::testing::v1::UploadResponse;

const google::protobuf::ServiceDescriptor& Echo() {
  return *SayRequest::descriptor()->file()->FindServiceByName("EchoService");
}

absl::StatusOr<SayResponse> Say(const Context&, const SayRequest& request) {
  if (request.text().empty()) return absl::NotFoundError("nothing");
  SayResponse response;
  response.set_text(request.text());
  return response;
}

// A handler that is never called.
template <typename Result, typename... Arguments>
absl::StatusOr<Result> None(const Arguments&...) {
  return absl::UnimplementedError("");
}

Service WholeService() {
  Service service(Echo());
  service.Unary<SayRequest, SayResponse>("Say", Say);
  service.Read<RecallRequest, RecallResponse>("Recall",
                                              None<RecallResponse, Context, RecallRequest>);
  service.ServerStream<CountRequest, CountResponse>(
      "Count", None<std::unique_ptr<Stream<CountResponse>>, Context, CountRequest>);
  service.ClientStream<UploadRequest, UploadResponse>(
      "Upload", None<std::unique_ptr<Upload<UploadRequest, UploadResponse>>, Context>);
  return service;
}

TEST(ServiceTest, HasItsMethodsInTheDescriptorsOrder) {
  const Service service = WholeService();
  const std::vector<Method>& methods = service.methods();
  ASSERT_EQ(methods.size(), 4u);
  EXPECT_EQ(methods[0].descriptor->full_name(), "entente.testing.v1.EchoService.Say");
  EXPECT_TRUE(methods[0].unary);
  EXPECT_FALSE(methods[0].keep_answer);
  EXPECT_TRUE(methods[1].unary);
  EXPECT_TRUE(methods[1].keep_answer);
  EXPECT_TRUE(methods[2].server_stream);
  EXPECT_TRUE(methods[3].client_stream);
}

TEST(ServiceTest, HandlersTakeAndGiveBytes) {
  const Service service = WholeService();
  SayRequest request;
  request.set_text("hello");
  const auto answer = service.methods()[0].unary(Context(), request.SerializeAsString());
  ASSERT_TRUE(answer.ok()) << answer.status();
  SayResponse response;
  ASSERT_TRUE(response.ParseFromString(*answer));
  EXPECT_EQ(response.text(), "hello");
  EXPECT_THAT(service.methods()[0].unary(Context(), ""), StatusIs(absl::StatusCode::kNotFound));
}

TEST(ServiceTest, BytesOfAnotherMessageAreRefused) {
  const auto answer = WholeService().methods()[0].unary(Context(), "\xff");
  EXPECT_THAT(answer, StatusIs(absl::StatusCode::kInvalidArgument,
                               "the request is not a valid entente.testing.v1.SayRequest; check "
                               "that client and server use the same contract"));
  EXPECT_EQ(DetailsOf(answer.status()).reason, "REQUEST_MALFORMED");
}

TEST(ServiceTest, TextThatIsNotUtf8IsRefused) {
  EXPECT_THAT(WholeService().methods()[0].unary(Context(), "\x0a\x01\xff"),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

// Mistakes of the program end it.
using ServiceDeathTest = ::testing::Test;

TEST(ServiceDeathTest, MissingHandler) {
  Service service(Echo());
  service.Unary<SayRequest, SayResponse>("Say", Say);
  EXPECT_DEATH(service.methods(), "entente.testing.v1.EchoService.Recall has no handler");
}

TEST(ServiceDeathTest, UnknownMethod) {
  Service service(Echo());
  EXPECT_DEATH((service.Unary<SayRequest, SayResponse>("Sing", Say)), "has no method Sing");
}

TEST(ServiceDeathTest, RegisteredTwice) {
  Service service(Echo());
  service.Unary<SayRequest, SayResponse>("Say", Say);
  EXPECT_DEATH((service.Unary<SayRequest, SayResponse>("Say", Say)), "is registered twice");
}

TEST(ServiceDeathTest, OtherMessages) {
  Service service(Echo());
  EXPECT_DEATH((service.Unary<SayRequest, SayResponse>("Recall", Say)), "another signature");
}

TEST(ServiceDeathTest, OtherKindOfMethod) {
  Service service(Echo());
  const auto handler = [](const Context&, const CountRequest&) {
    return absl::StatusOr<CountResponse>(CountResponse());
  };
  EXPECT_DEATH((service.Unary<CountRequest, CountResponse>("Count", handler)), "another signature");
}

}  // namespace
}  // namespace entente::rpc::service_test
