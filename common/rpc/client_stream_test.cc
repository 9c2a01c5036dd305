// Client streams over a real connection.

#include <atomic>
#include <latch>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
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
using entente::testing::v1::UploadRequest;
using entente::testing::v1::UploadResponse;

// What happened to uploads.
struct Counts {
  std::atomic<int> opened = 0;
  std::atomic<int> accepted = 0;
  std::atomic<int> finished = 0;
  std::atomic<int> destroyed = 0;
};

// Sums the sizes of the data; refuses an empty piece.
class SizeUpload final : public Upload<UploadRequest, UploadResponse> {
 public:
  explicit SizeUpload(Counts& counts) : counts_(counts) { ++counts_.opened; }
  ~SizeUpload() override { ++counts_.destroyed; }

  absl::Status Accept(const UploadRequest& request) override {
    if (request.data().empty()) return InvalidField("DATA_EMPTY", "data", "send some");
    size_ += static_cast<int64_t>(request.data().size());
    ++counts_.accepted;
    counts_.accepted.notify_all();
    return absl::OkStatus();
  }

  absl::StatusOr<UploadResponse> Finish() override {
    ++counts_.finished;
    UploadResponse response;
    response.set_size_bytes(size_);
    return response;
  }

 private:
  Counts& counts_;
  int64_t size_ = 0;
};

EchoHandlers Sizing(Counts& counts) {
  return {.upload = [&counts](const Context&)
              -> absl::StatusOr<std::unique_ptr<Upload<UploadRequest, UploadResponse>>> {
    return std::make_unique<SizeUpload>(counts);
  }};
}

// A call of Upload. Gives up after a minute.
class UploadCall {
 public:
  explicit UploadCall(EchoServer& server) {
    context_.set_deadline(absl::ToChronoTime(absl::Now() + absl::Minutes(1)));
    writer_ = server.stub().Upload(&context_, &response_);
  }

  bool Send(const std::string& data) {
    UploadRequest request;
    request.set_data(data);
    return writer_->Write(request);
  }

  void Cancel() { context_.TryCancel(); }

  // The size that the server tells.
  absl::StatusOr<int64_t> Finish() {
    writer_->WritesDone();
    const grpc::Status status = writer_->Finish();
    if (!status.ok()) return FromGrpc(status);
    return response_.size_bytes();
  }

 private:
  grpc::ClientContext context_;
  UploadResponse response_;
  std::unique_ptr<grpc::ClientWriter<UploadRequest>> writer_;
};

TEST(ClientStreamTest, TakesEverythingThenAnswers) {
  Counts counts;
  EchoServer server(Sizing(counts));
  UploadCall call(server);
  for (int i = 0; i < 100; ++i) ASSERT_TRUE(call.Send(std::string(64 << 10, 'x')));
  EXPECT_THAT(call.Finish(), IsOkAndHolds(100 * (64 << 10)));
  const EndedCall ended = server.NextEnded();
  EXPECT_OK(ended.status);
  EXPECT_EQ(ended.messages_in, 100);
  EXPECT_GT(ended.bytes_in, 100 * (64 << 10));
  EXPECT_EQ(ended.messages_out, 1);
  EXPECT_EQ(counts.destroyed, 1);
}

TEST(ClientStreamTest, MayBeEmpty) {
  Counts counts;
  EchoServer server(Sizing(counts));
  EXPECT_THAT(UploadCall(server).Finish(), IsOkAndHolds(0));
}

TEST(ClientStreamTest, MayBeRefusedBeforeAnythingIsSent) {
  EchoServer server;
  EXPECT_THAT(UploadCall(server).Finish(), StatusIs(absl::StatusCode::kUnimplemented));
}

TEST(ClientStreamTest, ARefusedMessageEndsTheCall) {
  Counts counts;
  EchoServer server(Sizing(counts));
  UploadCall call(server);
  EXPECT_TRUE(call.Send("some"));
  EXPECT_TRUE(call.Send(""));
  // The server has ended the call although the caller has not.
  EXPECT_EQ(DetailsOf(server.NextEnded().status).reason, "DATA_EMPTY");
  EXPECT_THAT(call.Finish(), StatusIs(absl::StatusCode::kInvalidArgument, "data: send some"));
  EXPECT_EQ(counts.finished, 0);
  EXPECT_EQ(counts.destroyed, 1);
}

TEST(ClientStreamTest, OneThatBreaksOffIsNeverFinished) {
  constexpr int kCalls = 500;
  Counts counts;
  EchoServer server(Sizing(counts));
  for (int i = 0; i < kCalls; ++i) {
    UploadCall call(server);
    ASSERT_TRUE(call.Send("some"));
    counts.accepted.wait(i);
    call.Cancel();
    EXPECT_THAT(call.Finish(), StatusIs(absl::StatusCode::kCancelled));
    EXPECT_THAT(server.NextEnded().status, StatusIs(absl::StatusCode::kCancelled));
  }
  EXPECT_EQ(counts.finished, 0);
  EXPECT_EQ(counts.destroyed, kCalls);
}

TEST(ClientStreamTest, TooManyAreRefused) {
  Counts counts;
  EchoServer server(Sizing(counts), {.uploads = 1});
  UploadCall one(server);
  ASSERT_TRUE(one.Send("some"));
  counts.accepted.wait(0);
  const absl::Status refused = UploadCall(server).Finish().status();
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kResourceExhausted,
                                "the server has too many open uploads; try again shortly"));
  EXPECT_THAT(server.NextEnded().status, StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_THAT(one.Finish(), IsOkAndHolds(4));
  EXPECT_OK(server.NextEnded().status);
  EXPECT_THAT(UploadCall(server).Finish(), IsOkAndHolds(0));
}

TEST(ClientStreamTest, OneThatSendsNothingEnds) {
  constexpr int kCalls = 20;
  Counts counts;
  EchoServer server(Sizing(counts), {.uploads = 1, .upload_idle = absl::Milliseconds(10)});
  for (int i = 0; i < kCalls; ++i) {
    UploadCall call(server);
    (void)call.Send("some");  // on a busy machine it comes too late
    EXPECT_EQ(DetailsOf(server.NextEnded().status).reason, "UPLOAD_IDLE");
    EXPECT_THAT(call.Finish(), StatusIs(absl::StatusCode::kDeadlineExceeded,
                                        "nothing was sent for 10ms; send everything again, without "
                                        "such a pause"));
  }
  EXPECT_EQ(counts.finished, 0);
  EXPECT_EQ(counts.destroyed, kCalls);
}

TEST(ClientStreamTest, DoesNotHoldUpOtherCalls) {
  Counts counts;
  EchoServer server(Sizing(counts), {.workers = 1});
  std::vector<std::unique_ptr<UploadCall>> calls;
  for (int i = 0; i < 10; ++i) {
    calls.push_back(std::make_unique<UploadCall>(server));
    ASSERT_TRUE(calls.back()->Send("some"));
  }
  EXPECT_THAT(server.Say("hello"), IsOkAndHolds("hello"));
  for (auto& call : calls) EXPECT_THAT(call->Finish(), IsOkAndHolds(4));
}

}  // namespace
}  // namespace entente::rpc
