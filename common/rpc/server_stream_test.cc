// Server streams over a real connection.

#include <atomic>
#include <chrono>
#include <functional>
#include <future>
#include <latch>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "grpcpp/client_context.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/echo_server.h"
#include "common/testing/matchers.h"

namespace entente::rpc {
namespace {

using entente::testing::EchoHandlers;
using entente::testing::EchoServer;
using entente::testing::EndedCall;
using entente::testing::FromGrpc;
using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using entente::testing::v1::CountRequest;
using entente::testing::v1::CountResponse;

using PullFunction = std::function<absl::StatusOr<Next>(CountResponse&)>;

// A stream whose Pull is a function.
class PulledStream final : public Stream<CountResponse> {
 public:
  explicit PulledStream(PullFunction pull) : pull_(std::move(pull)) {}
  absl::StatusOr<Next> Pull(CountResponse& response) override { return pull_(response); }

 private:
  const PullFunction pull_;
};

// Handlers whose Count opens streams that pull from what `open` makes.
EchoHandlers Counting(std::function<PullFunction()> open) {
  return {.count = [open = std::move(open)](const Context&, const CountRequest&)
              -> absl::StatusOr<std::unique_ptr<Stream<CountResponse>>> {
    return std::make_unique<PulledStream>(open());
  }};
}

// Counts up to `last`, then ends.
PullFunction CountTo(int64_t last) {
  return [last, next = int64_t{1}](CountResponse& response) mutable -> absl::StatusOr<Next> {
    if (next > last) return Next::End();
    response.set_number(next++);
    return Next::Message();
  };
}

// Sends 1, then waits for ever.
PullFunction SendOneAndWait() {
  return [sent = false](CountResponse& response) mutable -> absl::StatusOr<Next> {
    if (std::exchange(sent, true)) return Next::WaitUntil(absl::InfiniteFuture());
    response.set_number(1);
    return Next::Message();
  };
}

// A call of Count. Gives up after ten minutes.
class CountCall {
 public:
  explicit CountCall(EchoServer& server) : CountCall(server, absl::Now() + absl::Minutes(10)) {}
  CountCall(EchoServer& server, absl::Time deadline) {
    context_.set_deadline(absl::ToChronoTime(deadline));
    reader_ = server.stub().Count(&context_, CountRequest());
  }

  // The next number; 0 at the end.
  int64_t Next() {
    CountResponse response;
    return reader_->Read(&response) ? response.number() : 0;
  }

  void Cancel() { context_.TryCancel(); }

  // After the end.
  absl::Status Finish() { return FromGrpc(reader_->Finish()); }

 private:
  grpc::ClientContext context_;
  std::unique_ptr<grpc::ClientReader<CountResponse>> reader_;
};

TEST(ServerStreamTest, SendsAllMessagesInOrder) {
  EchoServer server(Counting([] { return CountTo(1000); }));
  CountCall call(server);
  for (int64_t i = 1; i <= 1000; ++i) ASSERT_EQ(call.Next(), i);
  EXPECT_EQ(call.Next(), 0);
  EXPECT_OK(call.Finish());
  const EndedCall ended = server.NextEnded();
  EXPECT_OK(ended.status);
  EXPECT_EQ(ended.messages_in, 1);
  EXPECT_EQ(ended.messages_out, 1000);
}

TEST(ServerStreamTest, MayBeRefused) {
  EchoServer server(
      {.count = [](const Context&,
                   const CountRequest&) -> absl::StatusOr<std::unique_ptr<Stream<CountResponse>>> {
        return InvalidField("FROM_INVALID", "from", "too far");
      }});
  CountCall call(server);
  EXPECT_EQ(call.Next(), 0);
  const absl::Status status = call.Finish();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, "from: too far"));
  EXPECT_EQ(DetailsOf(status).reason, "FROM_INVALID");
}

TEST(ServerStreamTest, MayFailOnItsWay) {
  EchoServer server(Counting([] {
    return [sent = false](CountResponse& response) mutable -> absl::StatusOr<Next> {
      if (std::exchange(sent, true)) return absl::DataLossError("torn");
      response.set_number(1);
      return Next::Message();
    };
  }));
  CountCall call(server);
  EXPECT_EQ(call.Next(), 1);
  EXPECT_EQ(call.Next(), 0);
  EXPECT_THAT(call.Finish(), StatusIs(absl::StatusCode::kDataLoss, "torn"));
}

TEST(ServerStreamTest, AnExceptionIsInternal) {
  EchoServer server(Counting(
      [] { return [](CountResponse&) -> absl::StatusOr<Next> { throw std::bad_alloc(); }; }));
  CountCall call(server);
  EXPECT_EQ(call.Next(), 0);
  EXPECT_THAT(call.Finish(), StatusIs(absl::StatusCode::kInternal));
}

TEST(ServerStreamTest, WaitsUntilATime) {
  EchoServer server(Counting([] {
    return [pulls = 0](CountResponse& response) mutable -> absl::StatusOr<Next> {
      if (++pulls < 3) return Next::WaitUntil(absl::Now() + absl::Milliseconds(1));
      response.set_number(pulls);
      return pulls == 3 ? Next::Message() : Next::End();
    };
  }));
  CountCall call(server);
  EXPECT_EQ(call.Next(), 3);
  EXPECT_EQ(call.Next(), 0);
}

// The stream has nothing to send until the number moves, and can learn of it by Wake alone. Wake
// meets it at every moment of its way into the wait and out of it.
TEST(ServerStreamTest, NoWakeUpIsMissed) {
  std::atomic<int64_t> number = 0;
  EchoServer server(Counting([&] {
    return [&number, sent = int64_t{0}](CountResponse& response) mutable -> absl::StatusOr<Next> {
      if (sent == number) return Next::WaitUntil(absl::InfiniteFuture());
      response.set_number(++sent);
      return Next::Message();
    };
  }));
  CountCall call(server);
  for (int64_t i = 1; i <= 3000; ++i) {
    number = i;
    server.server().Wake();
    ASSERT_EQ(call.Next(), i);
  }
}

TEST(ServerStreamTest, WakesAllThatWait) {
  constexpr int kStreams = 50;
  std::atomic<bool> end = false;
  EchoServer server(Counting([&] {
    return [&end, sent = false](CountResponse& response) mutable -> absl::StatusOr<Next> {
      if (end) return Next::End();
      if (std::exchange(sent, true)) return Next::WaitUntil(absl::InfiniteFuture());
      response.set_number(1);
      return Next::Message();
    };
  }));
  std::vector<std::unique_ptr<CountCall>> calls;
  for (int i = 0; i < kStreams; ++i) {
    calls.push_back(std::make_unique<CountCall>(server));
    ASSERT_EQ(calls.back()->Next(), 1);
  }
  end = true;
  server.server().Wake();
  for (auto& call : calls) {
    EXPECT_EQ(call->Next(), 0);
    EXPECT_OK(call->Finish());
  }
}

TEST(ServerStreamTest, ThoseThatWakeTakeNoPlaceOfOtherCalls) {
  constexpr int kStreams = 50;
  std::atomic<bool> end = false;
  std::atomic<bool> woken = false;
  std::latch release(1);
  EchoServer server(
      Counting([&] {
        return [&, sent = false](CountResponse& response) mutable -> absl::StatusOr<Next> {
          if (end) {
            woken = true;
            woken.notify_all();
            release.wait();
            return Next::End();
          }
          if (std::exchange(sent, true)) {
            return Next::WaitUntil(absl::InfiniteFuture());
          }
          response.set_number(1);
          return Next::Message();
        };
      }),
      {.workers = 1, .queued_calls = 1});
  std::vector<std::unique_ptr<CountCall>> calls;
  for (int i = 0; i < kStreams; ++i) {
    calls.push_back(std::make_unique<CountCall>(server));
    ASSERT_EQ(calls.back()->Next(), 1);
  }
  end = true;
  server.server().Wake();
  auto answer = std::async(std::launch::async, [&] {
    woken.wait(false);
    return server.Recall("hello");
  });
  EXPECT_EQ(answer.wait_for(std::chrono::milliseconds(100)), std::future_status::timeout);
  release.count_down();
  EXPECT_THAT(answer.get(), IsOkAndHolds("hello"));
  for (auto& call : calls) {
    EXPECT_EQ(call->Next(), 0);
    EXPECT_OK(call->Finish());
  }
}

TEST(ServerStreamTest, IsPulledNoFasterThanItIsRead) {
  constexpr int64_t kMessages = 1000;
  std::atomic<int64_t> pulled = 0;
  EchoServer server(Counting([&] {
    return [&](CountResponse& response) -> absl::StatusOr<Next> {
      if (pulled == kMessages) return Next::End();
      response.set_number(++pulled);
      response.set_padding(std::string(64 << 10, 'x'));
      return Next::Message();
    };
  }));
  CountCall call(server);
  ASSERT_EQ(call.Next(), 1);
  // Time enough for the server to send everything, if it did not wait for the reader.
  for (int i = 0; i < 500; ++i) ASSERT_OK(server.Say("meanwhile"));
  EXPECT_LT(pulled, 20);
  for (int64_t i = 2; i <= kMessages; ++i) {
    ASSERT_EQ(call.Next(), i);
    ASSERT_LT(pulled, i + 20);
  }
  EXPECT_EQ(call.Next(), 0);
  EXPECT_OK(call.Finish());
}

TEST(ServerStreamTest, TooManyAreRefused) {
  EchoServer server(Counting([] { return SendOneAndWait(); }), {.streams = 2});
  CountCall one(server);
  CountCall two(server);
  ASSERT_EQ(one.Next(), 1);
  ASSERT_EQ(two.Next(), 1);
  CountCall three(server);
  EXPECT_EQ(three.Next(), 0);
  const absl::Status status = three.Finish();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted,
                               "the server has too many open streams; try again shortly"));
  EXPECT_EQ(DetailsOf(status).reason, "OVERLOADED");
  one.Cancel();
  two.Cancel();
}

TEST(ServerStreamTest, ACancelledOneFreesItsPlace) {
  EchoServer server(Counting([] { return SendOneAndWait(); }), {.streams = 1});
  for (int i = 0; i < 100; ++i) {
    CountCall call(server);
    ASSERT_EQ(call.Next(), 1);
    call.Cancel();
    EXPECT_EQ(call.Next(), 0);
    EXPECT_THAT(server.NextEnded().status, StatusIs(absl::StatusCode::kCancelled));
  }
}

// The caller leaves while the stream finds that it has nothing to send.
TEST(ServerStreamTest, OneThatIsCancelledOnItsWayIntoTheWaitEnds) {
  EchoServer server(
      {.count = [](const Context& context,
                   const CountRequest&) -> absl::StatusOr<std::unique_ptr<Stream<CountResponse>>> {
        return std::make_unique<PulledStream>(
            [&context, sent = false](CountResponse& response) mutable -> absl::StatusOr<Next> {
              if (std::exchange(sent, true)) {
                while (!context.cancelled) std::this_thread::yield();
                return Next::WaitUntil(absl::InfiniteFuture());
              }
              response.set_number(1);
              return Next::Message();
            });
      }});
  for (int i = 0; i < 200; ++i) {
    CountCall call(server);
    ASSERT_EQ(call.Next(), 1);
    call.Cancel();
    EXPECT_THAT(server.NextEnded().status, StatusIs(absl::StatusCode::kCancelled));
  }
}

TEST(ServerStreamTest, ACancelledOneIsPulledNoMore) {
  std::atomic<int64_t> pulled = 0;
  EchoServer server(Counting([&] {
    return [&](CountResponse& response) -> absl::StatusOr<Next> {
      response.set_number(++pulled);
      return Next::Message();
    };
  }));
  CountCall call(server);
  ASSERT_EQ(call.Next(), 1);
  call.Cancel();
  EXPECT_THAT(server.NextEnded().status, StatusIs(absl::StatusCode::kCancelled));
  const int64_t last = pulled;
  ASSERT_OK(server.Say("meanwhile"));
  EXPECT_EQ(pulled, last);
}

TEST(ServerStreamTest, EndsAtItsDeadline) {
  EchoServer server(Counting([] { return SendOneAndWait(); }));
  absl::Duration time = absl::Seconds(1);
  while (true) {
    CountCall call(server, absl::Now() + time);
    const bool begun = call.Next() == 1;
    if (begun) {
      EXPECT_EQ(call.Next(), 0);
    }
    EXPECT_THAT(call.Finish(), StatusIs(absl::StatusCode::kDeadlineExceeded));
    if (begun) break;
    time *= 2;  // a busy machine takes long to open it
  }
  EXPECT_FALSE(server.NextEnded().status.ok());
}

}  // namespace
}  // namespace entente::rpc
