// Unary calls over a real connection.

#include <atomic>
#include <future>
#include <latch>
#include <stdexcept>
#include <string>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "google/rpc/error_details.pb.h"
#include "google/rpc/status.pb.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/echo_server.h"
#include "common/testing/matchers.h"

namespace entente::rpc {
namespace {

using entente::testing::CallWithBytes;
using entente::testing::EchoHandlers;
using entente::testing::EchoServer;
using entente::testing::EndedCall;
using entente::testing::FromGrpc;
using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using entente::testing::v1::RecallRequest;
using entente::testing::v1::RecallResponse;
using entente::testing::v1::SayRequest;
using entente::testing::v1::SayResponse;
using ::testing::HasSubstr;
using ::testing::Not;
using ::testing::StartsWith;

constexpr char kSay[] = "/entente.testing.v1.EchoService/Say";

// A handler of Say that returns one status.
EchoHandlers Refusing(absl::Status status) {
  return {.say = [status = std::move(status)](const Context&, const SayRequest&) {
    return absl::StatusOr<SayResponse>(status);
  }};
}

TEST(UnaryTest, Answers) {
  EchoServer server;
  EXPECT_THAT(server.Say("hello"), IsOkAndHolds("hello"));
  EXPECT_THAT(server.Say(""), IsOkAndHolds(""));
}

TEST(UnaryTest, ObserversAreTold) {
  EchoServer server;
  ASSERT_OK(server.Say("hello"));
  const EndedCall call = server.NextEnded();
  EXPECT_EQ(call.method, "entente.testing.v1.EchoService.Say");
  EXPECT_OK(call.status);
  EXPECT_EQ(call.messages_in, 1);
  EXPECT_EQ(call.messages_out, 1);
  EXPECT_EQ(call.bytes_in, 7);
  EXPECT_EQ(call.bytes_out, 7);
  EXPECT_FALSE(call.kept_answer);
}

TEST(UnaryTest, HandlersSeeMethodPrincipalAndDeadline) {
  const absl::Time deadline = absl::Now() + absl::Hours(1);
  EchoServer server({.say = [&](const Context& context, const SayRequest&) {
    EXPECT_EQ(context.method, "entente.testing.v1.EchoService.Say");
    EXPECT_EQ(context.principal, "anonymous");
    EXPECT_LT(absl::AbsDuration(context.deadline - deadline), absl::Minutes(1));
    return absl::StatusOr<SayResponse>(SayResponse());
  }});
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(deadline));
  SayResponse response;
  EXPECT_OK(FromGrpc(server.stub().Say(&context, SayRequest(), &response)));
}

TEST(UnaryTest, ErrorsCarryDetailsOnTheWire) {
  EchoServer server(Refusing(InvalidField("TEXT_INVALID", "text", "say more").With("least", "2")));
  grpc::ClientContext context;
  SayResponse response;
  const grpc::Status status = server.stub().Say(&context, SayRequest(), &response);
  EXPECT_EQ(status.error_code(), grpc::StatusCode::INVALID_ARGUMENT);
  EXPECT_EQ(status.error_message(), "text: say more");

  google::rpc::Status details;
  ASSERT_TRUE(details.ParseFromString(status.error_details()));
  EXPECT_EQ(details.code(), static_cast<int>(grpc::StatusCode::INVALID_ARGUMENT));
  EXPECT_EQ(details.message(), "text: say more");
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad;
  ASSERT_EQ(details.details_size(), 2);
  for (const auto& detail : details.details()) {
    EXPECT_TRUE(detail.UnpackTo(&info) || detail.UnpackTo(&bad)) << detail.type_url();
  }
  EXPECT_EQ(info.reason(), "TEXT_INVALID");
  EXPECT_EQ(info.domain(), "entente");
  EXPECT_EQ(info.metadata().at("least"), "2");
  ASSERT_EQ(bad.field_violations_size(), 1);
  EXPECT_EQ(bad.field_violations(0).field(), "text");
  EXPECT_EQ(bad.field_violations(0).description(), "say more");
}

TEST(UnaryTest, EveryErrorHasAReason) {
  EchoServer server(Refusing(absl::DataLossError("torn")));
  const absl::Status status = server.Say("").status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kDataLoss, "torn"));
  EXPECT_EQ(DetailsOf(status).reason, "DATA_LOSS");
}

TEST(UnaryTest, AnExceptionIsInternal) {
  EchoServer server(
      {.say = [](const Context&, const SayRequest& request) -> absl::StatusOr<SayResponse> {
        if (request.text() == "7") throw 7;
        throw std::runtime_error("boom");
      }});
  for (const char* text : {"boom", "7"}) {
    EXPECT_THAT(server.Say(text), StatusIs(absl::StatusCode::kInternal, Not(HasSubstr("boom"))));
  }
  EXPECT_THAT(server.NextEnded().cause, StatusIs(absl::StatusCode::kInternal, HasSubstr("boom")));
  EXPECT_THAT(server.Recall("still there"), IsOkAndHolds("still there"));
}

TEST(UnaryTest, WhatFailedInsideIsForObserversAlone) {
  EchoServer server(
      Refusing(Error(absl::StatusCode::kPermissionDenied, "STORE_READ_ONLY", "UPDATE t: x.db")));
  const absl::Status told = server.Say("").status();
  EXPECT_THAT(told, StatusIs(absl::StatusCode::kInternal, Not(HasSubstr("UPDATE"))));
  EXPECT_EQ(DetailsOf(told).reason, "STORE_READ_ONLY");
  const EndedCall ended = server.NextEnded();
  EXPECT_EQ(ended.status, told);
  EXPECT_THAT(ended.cause, StatusIs(absl::StatusCode::kPermissionDenied, "UPDATE t: x.db"));
}

TEST(UnaryTest, ALongErrorKeepsCodeAndDetails) {
  std::string text;
  for (int i = 0; i < 100000; ++i) text += "Ž";
  EchoServer server(Refusing(InvalidField("TEXT_INVALID", "text", text).With("text", text)));
  const absl::Status told = server.Say("").status();
  EXPECT_THAT(told, StatusIs(absl::StatusCode::kInvalidArgument, StartsWith("text: ŽŽŽ")));
  EXPECT_EQ(DetailsOf(told).reason, "TEXT_INVALID");
  ASSERT_EQ(DetailsOf(told).violations.size(), 1u);
  EXPECT_EQ(DetailsOf(told).violations[0].field, "text");
}

TEST(UnaryTest, MalformedBytesAreRefused) {
  EchoServer server;
  const absl::Status status = CallWithBytes(server.channel(), kSay, "\xff\xff\xff").status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument,
                               HasSubstr("not a valid entente.testing.v1.SayRequest")));
  EXPECT_EQ(DetailsOf(status).reason, "REQUEST_MALFORMED");
}

TEST(UnaryTest, MessagesOverTheLimitAreRefused) {
  EchoServer server({}, {.message_bytes = 1000});
  EXPECT_OK(server.Say(std::string(900, 'x')));
  EXPECT_THAT(server.Say(std::string(1100, 'x')), StatusIs(absl::StatusCode::kResourceExhausted));
}

TEST(UnaryTest, UnknownMethodsAreUnimplemented) {
  EchoServer server;
  EXPECT_THAT(CallWithBytes(server.channel(), "/entente.testing.v1.EchoService/Sing", ""),
              StatusIs(absl::StatusCode::kUnimplemented));
}

// Recalls "first" on a thread of its own, and keeps the only worker until Release.
class BusyServer {
 public:
  explicit BusyServer(size_t queued_calls)
      : server_({.recall =
                     [this](const Context&, const RecallRequest& request) {
                       ++handled_;
                       if (request.text() == "first") {
                         busy_.count_down();
                         release_.wait();
                       }
                       RecallResponse response;
                       response.set_text(request.text());
                       return absl::StatusOr<RecallResponse>(response);
                     }},
                {.workers = 1, .queued_calls = queued_calls}) {
    first_ = std::async(std::launch::async, [this] { return server_.Recall("first"); });
    busy_.wait();
  }

  EchoServer& operator*() { return server_; }
  EchoServer* operator->() { return &server_; }
  int handled() const { return handled_; }

  // The answer to the first call.
  absl::StatusOr<std::string> Release() {
    release_.count_down();
    return first_.get();
  }

 private:
  std::atomic<int> handled_ = 0;
  std::latch busy_{1};
  std::latch release_{1};
  EchoServer server_;
  std::future<absl::StatusOr<std::string>> first_;
};

absl::Status CheckHealth(EchoServer& server) {
  grpc::ClientContext context;
  grpc::health::v1::HealthCheckResponse response;
  return FromGrpc(grpc::health::v1::Health::NewStub(server.channel())
                      ->Check(&context, grpc::health::v1::HealthCheckRequest(), &response));
}

TEST(UnaryTest, ACallWhoseDeadlineHasPassedDoesNotReachItsHandler) {
  constexpr absl::Duration kAllowed = absl::Milliseconds(100);
  BusyServer server(10);
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(absl::Now() + kAllowed));
  RecallResponse response;
  EXPECT_EQ(server->stub().Recall(&context, RecallRequest(), &response).error_code(),
            grpc::StatusCode::DEADLINE_EXCEEDED);
  // What comes later on the same connection is answered: the late call has come in before, and its
  // deadline, as the server understands it, is not further away than it was at first.
  ASSERT_OK(CheckHealth(*server));
  EXPECT_EQ(server->NextEnded().method, "grpc.health.v1.Health.Check");
  absl::SleepFor(kAllowed + absl::Milliseconds(20));
  EXPECT_THAT(server.Release(), IsOkAndHolds("first"));
  EXPECT_THAT(server->Recall("last"), IsOkAndHolds("last"));
  EXPECT_EQ(server.handled(), 2);
  // Calls end in the order in which the only worker takes them.
  for (int answered = 0; answered < 2;) {
    const absl::Status status = server->NextEnded().status;
    if (status.ok()) {
      ++answered;
    } else {
      EXPECT_THAT(status, StatusIs(absl::StatusCode::kDeadlineExceeded));
      EXPECT_EQ(DetailsOf(status).reason, "DEADLINE_EXCEEDED");
    }
  }
}

TEST(UnaryTest, AFullQueueRefusesAtOnce) {
  BusyServer server(1);
  // Of two more calls one finds room in the queue.
  const auto call = [&] {
    grpc::ClientContext context;
    RecallRequest request;
    RecallResponse response;
    const grpc::Status status = server->stub().Recall(&context, request, &response);
    const auto& trailing = context.GetServerTrailingMetadata();
    const auto pushback = trailing.find("grpc-retry-pushback-ms");
    return std::pair(FromGrpc(status),
                     pushback == trailing.end()
                         ? ""
                         : std::string(pushback->second.data(), pushback->second.size()));
  };
  auto one = std::async(std::launch::async, call);
  auto other = std::async(std::launch::async, call);
  // The other is refused while the worker is still busy.
  EXPECT_THAT(server->NextEnded().status, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(server.Release(), IsOkAndHolds("first"));
  auto answers = std::array{one.get(), other.get()};
  if (answers[0].first.ok()) std::swap(answers[0], answers[1]);
  const auto& [refused, pushback] = answers[0];
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted,
                                "the server has too many calls waiting; try again shortly"));
  EXPECT_EQ(DetailsOf(refused).reason, "OVERLOADED");
  EXPECT_EQ(pushback, "100");
  EXPECT_OK(answers[1].first);
  EXPECT_EQ(answers[1].second, "");
  EXPECT_EQ(server.handled(), 2);
}

TEST(UnaryTest, HealthIsAnsweredHoweverManyCallsWait) {
  BusyServer server(0);
  EXPECT_THAT(server->Recall(""), StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_OK(CheckHealth(*server));
  EXPECT_THAT(server.Release(), IsOkAndHolds("first"));
}

TEST(UnaryTest, MutationsTakeTurnsAndHoldNoReaderUp) {
  constexpr int kMutations = 5;
  std::atomic<int> at_work = 0;
  std::latch busy(1);
  std::latch release(1);
  EchoServer server({.say =
                         [&](const Context&, const SayRequest& request) {
                           EXPECT_EQ(++at_work, 1);
                           if (request.text() == "first") {
                             busy.count_down();
                             release.wait();
                           }
                           --at_work;
                           return absl::StatusOr<SayResponse>(SayResponse());
                         }},
                    {.workers = 2});
  const auto say = [&server](const char* text) {
    return std::async(std::launch::async, [&server, text] { return server.Say(text).status(); });
  };
  std::vector<std::future<absl::Status>> mutations;
  mutations.push_back(say("first"));
  busy.wait();
  for (int i = 1; i < kMutations; ++i) mutations.push_back(say("next"));
  // By the time these are answered, some of the mutations have come in and wait.
  for (int i = 0; i < 100; ++i) EXPECT_THAT(server.Recall("read"), IsOkAndHolds("read"));
  release.count_down();
  for (auto& mutation : mutations) EXPECT_OK(mutation.get());
}

// A server whose Recall counts how often it is reached.
class CountingServer {
 public:
  CountingServer(size_t kept_answer_bytes, std::function<int64_t()> head)
      : server_({.recall =
                     [this](const Context&, const RecallRequest& request) {
                       ++reached_;
                       if (request.text() == "fail") {
                         return absl::StatusOr<RecallResponse>(absl::NotFoundError("failed"));
                       }
                       RecallResponse response;
                       response.set_text(absl::StrCat(request.text(), reached_.load()));
                       return absl::StatusOr<RecallResponse>(response);
                     }},
                {.kept_answer_bytes = kept_answer_bytes, .head = std::move(head)}) {}

  EchoServer* operator->() { return &server_; }

 private:
  std::atomic<int> reached_ = 0;
  EchoServer server_;
};

TEST(KeptAnswersTest, TheSameRequestAgainIsAnsweredFromThem) {
  CountingServer server(1 << 20, [] { return 7; });
  EXPECT_THAT(server->Recall("a"), IsOkAndHolds("a1"));
  EXPECT_FALSE(server->NextEnded().kept_answer);
  EXPECT_THAT(server->Recall("a"), IsOkAndHolds("a1"));
  EXPECT_TRUE(server->NextEnded().kept_answer);
  EXPECT_THAT(server->Recall("b"), IsOkAndHolds("b2"));
}

TEST(KeptAnswersTest, AMovedHeadAsksTheHandler) {
  std::atomic<int64_t> head = 7;
  CountingServer server(1 << 20, [&] { return head.load(); });
  EXPECT_THAT(server->Recall("a"), IsOkAndHolds("a1"));
  head = 8;
  EXPECT_THAT(server->Recall("a"), IsOkAndHolds("a2"));
  EXPECT_THAT(server->Recall("a"), IsOkAndHolds("a2"));
}

TEST(KeptAnswersTest, ErrorsAreNotKept) {
  CountingServer server(1 << 20, [] { return 7; });
  EXPECT_THAT(server->Recall("fail"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(server->Recall("fail"), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(server->Recall("a"), IsOkAndHolds("a3"));
}

TEST(KeptAnswersTest, NoneAreKeptWithoutRoomOrHead) {
  CountingServer no_room(0, [] { return 7; });
  EXPECT_THAT(no_room->Recall("a"), IsOkAndHolds("a1"));
  EXPECT_THAT(no_room->Recall("a"), IsOkAndHolds("a2"));
  CountingServer no_head(1 << 20, nullptr);
  EXPECT_THAT(no_head->Recall("a"), IsOkAndHolds("a1"));
  EXPECT_THAT(no_head->Recall("a"), IsOkAndHolds("a2"));
}

TEST(KeptAnswersTest, OtherUnaryCallsAreNotKept) {
  std::atomic<int> reached = 0;
  EchoServer server({.say =
                         [&](const Context&, const SayRequest&) {
                           ++reached;
                           return absl::StatusOr<SayResponse>(SayResponse());
                         }},
                    {.head = [] { return 7; }});
  ASSERT_OK(server.Say("a"));
  ASSERT_OK(server.Say("a"));
  EXPECT_EQ(reached, 2);
}

}  // namespace
}  // namespace entente::rpc
