// How a server stops.

#include <atomic>
#include <future>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "grpc/health/v1/health.grpc.pb.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/echo_server.h"
#include "common/testing/matchers.h"

namespace entente::rpc {
namespace {

using entente::testing::EchoHandlers;
using entente::testing::EchoServer;
using entente::testing::FromGrpc;
using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using entente::testing::v1::CountRequest;
using entente::testing::v1::CountResponse;
using entente::testing::v1::SayRequest;
using entente::testing::v1::SayResponse;
using entente::testing::v1::UploadRequest;
using entente::testing::v1::UploadResponse;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;
using ::testing::AnyOf;

// Sends 1, then waits for ever.
class WaitingStream final : public Stream<CountResponse> {
 public:
  absl::StatusOr<Next> Pull(CountResponse& response) override {
    if (std::exchange(sent_, true)) return Next::WaitUntil(absl::InfiniteFuture());
    response.set_number(1);
    return Next::Message();
  }

 private:
  bool sent_ = false;
};

// Takes whatever comes; is never to be finished.
class EndlessUpload final : public Upload<UploadRequest, UploadResponse> {
 public:
  absl::Status Accept(const UploadRequest&) override { return absl::OkStatus(); }
  absl::StatusOr<UploadResponse> Finish() override {
    ADD_FAILURE() << "finished";
    return UploadResponse();
  }
};

// Handlers whose Say blocks until it is released.
class Blocking {
 public:
  EchoHandlers Handlers() {
    return {
        .say =
            [this](const Context&, const SayRequest& request) {
              entered_.count_down();
              release_.wait();
              SayResponse response;
              response.set_text(request.text());
              return absl::StatusOr<SayResponse>(response);
            },
        .count = [](const Context&,
                    const CountRequest&) -> absl::StatusOr<std::unique_ptr<Stream<CountResponse>>> {
          return std::make_unique<WaitingStream>();
        },
        .upload = [this](const Context&)
            -> absl::StatusOr<std::unique_ptr<Upload<UploadRequest, UploadResponse>>> {
          entered_.count_down();
          return std::make_unique<EndlessUpload>();
        }};
  }

  void AwaitEntry() { entered_.wait(); }
  void Release() { release_.count_down(); }

 private:
  std::latch entered_{1};
  std::latch release_{1};
};

TEST(DrainTest, AnIdleServerStopsAtOnce) {
  EchoServer server({}, {.drain = absl::Hours(1)});
  server.server().Drain();
  server.server().Drain();  // again does nothing
  EXPECT_THAT(server.Say(""), StatusIs(absl::StatusCode::kUnavailable));
}

TEST(DrainTest, HealthTurnsFirstAndAcceptedCallsEndWell) {
  Blocking blocking;
  EchoServer server(blocking.Handlers(), {.drain = absl::Hours(1)});
  grpc::ClientContext context;
  const auto health =
      grpc::health::v1::Health::NewStub(server.channel())->Watch(&context, HealthCheckRequest());
  HealthCheckResponse state;
  ASSERT_TRUE(health->Read(&state));
  EXPECT_EQ(state.status(), HealthCheckResponse::SERVING);
  auto slow = std::async(std::launch::async, [&] { return server.Say("slow"); });
  blocking.AwaitEntry();

  auto drained = std::async(std::launch::async, [&] { server.server().Drain(); });
  // While the slow call is still at work:
  ASSERT_TRUE(health->Read(&state));
  EXPECT_EQ(state.status(), HealthCheckResponse::NOT_SERVING);
  EXPECT_FALSE(health->Read(&state));
  EXPECT_EQ(health->Finish().error_code(), grpc::StatusCode::UNAVAILABLE);
  blocking.Release();
  EXPECT_THAT(slow.get(), IsOkAndHolds("slow"));
  drained.get();
}

// Callers whose answers are slow come back only after them.
TEST(DrainTest, RefusesItselfAsLongAsACallIsAtWork) {
  Blocking blocking;
  EchoServer server(blocking.Handlers(), {.drain = absl::Hours(1)});
  auto slow = std::async(std::launch::async, [&] { return server.Say("slow"); });
  blocking.AwaitEntry();
  grpc::ClientContext context;
  const auto stream = server.stub().Count(&context, CountRequest());
  CountResponse number;
  ASSERT_TRUE(stream->Read(&number));
  auto drained = std::async(std::launch::async, [&] { server.server().Drain(); });
  EXPECT_FALSE(stream->Read(&number));  // it drains
  (void)stream->Finish();
  absl::SleepFor(absl::Milliseconds(300));  // longer than it waits for callers that come back
  const absl::Status refused = server.Say("again").status();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(DetailsOf(refused).reason, "DRAINING");
  blocking.Release();
  EXPECT_THAT(slow.get(), IsOkAndHolds("slow"));
  drained.get();
}

TEST(DrainTest, ACallerThatDoesNotGiveUpDoesNotKeepItOpen) {
  Blocking blocking;
  EchoServer server(blocking.Handlers(), {.drain = absl::Hours(1)});
  auto slow = std::async(std::launch::async, [&] { return server.Say("slow"); });
  blocking.AwaitEntry();
  std::atomic<bool> stopped = false;
  auto drained = std::async(std::launch::async, [&] {
    server.server().Drain();
    stopped = true;
  });
  grpc::ClientContext context;
  const auto stream = server.stub().Count(&context, CountRequest());
  CountResponse number;
  while (stream->Read(&number)) {  // until it drains
  }
  EXPECT_EQ(DetailsOf(server.Say("").status()).reason, "DRAINING");
  blocking.Release();
  while (!stopped) (void)server.Say("");
  EXPECT_THAT(slow.get(), IsOkAndHolds("slow"));
  drained.get();
}

TEST(DrainTest, WaitingStreamsAreTold) {
  Blocking blocking;
  EchoServer server(blocking.Handlers(), {.drain = absl::Hours(1)});
  grpc::ClientContext context;
  const auto reader = server.stub().Count(&context, CountRequest());
  CountResponse response;
  ASSERT_TRUE(reader->Read(&response));
  server.server().Drain();
  EXPECT_FALSE(reader->Read(&response));
  const absl::Status status = FromGrpc(reader->Finish());
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(DetailsOf(status).reason, "DRAINING");
}

TEST(DrainTest, CallsThatOutlastItAreCancelled) {
  Blocking blocking;
  EchoServer server(blocking.Handlers(), {.drain = absl::Milliseconds(20)});
  grpc::ClientContext context;
  UploadResponse response;
  const auto upload = server.stub().Upload(&context, &response);
  ASSERT_TRUE(upload->Write(UploadRequest()));
  blocking.AwaitEntry();
  server.server().Drain();
  EXPECT_FALSE(upload->Finish().ok());
  EXPECT_THAT(server.NextEnded().status, StatusIs(absl::StatusCode::kCancelled));
}

TEST(DrainTest, WaitsForAHandlerWhoseCallerIsGone) {
  Blocking blocking;
  EchoServer server(blocking.Handlers(), {.drain = absl::ZeroDuration()});
  std::atomic<bool> released = false;
  auto slow = std::async(std::launch::async, [&] { return server.Say("slow"); });
  blocking.AwaitEntry();
  auto drained = std::async(std::launch::async, [&] {
    server.server().Drain();
    EXPECT_TRUE(released);
  });
  EXPECT_FALSE(slow.get().ok());
  released = true;
  blocking.Release();
  drained.get();
}

// Drain meets calls at every stage of their way in.
TEST(DrainTest, NoAcceptedCallFailsUnderLoad) {
  constexpr int kCallers = 8;
  std::atomic<int> told = 0;  // by us, not by gRPC, that the server is stopping
  for (int round = 0; round < 20; ++round) {
    std::atomic<int> handled = 0;
    std::atomic<int> answered = 0;
    EchoServer server({.say =
                           [&](const Context&, const SayRequest&) {
                             ++handled;
                             return absl::StatusOr<SayResponse>(SayResponse());
                           }},
                      {.drain = absl::Hours(1)});
    std::latch warm(kCallers);
    std::vector<std::thread> callers;
    for (int i = 0; i < kCallers; ++i) {
      callers.emplace_back([&] {
        bool first = true;
        while (true) {
          const absl::Status status = server.Say("").status();
          if (!status.ok()) {
            // gRPC's own answers to calls that it did not hand on before it stopped.
            EXPECT_THAT(status, AnyOf(StatusIs(absl::StatusCode::kUnavailable),
                                      StatusIs(absl::StatusCode::kCancelled)));
            if (DetailsOf(status).reason == "DRAINING") ++told;
            break;
          }
          ++answered;
          if (std::exchange(first, false)) warm.count_down();
        }
      });
    }
    warm.wait();
    server.server().Drain();
    for (std::thread& caller : callers) caller.join();
    EXPECT_EQ(answered, handled);
  }
  EXPECT_GT(told, 0);
}

}  // namespace
}  // namespace entente::rpc
