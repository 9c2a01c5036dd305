#include "common/api/watch.h"

#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

#include "common/journal/memory_journal.h"
#include "common/status/error.h"
#include "common/testing/echo_service.pb.h"
#include "common/testing/matchers.h"
#include "common/time/fake_clock.h"

namespace entente::watch_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::StatusIs;
using testing::v1::WatchChangesRequest;
using testing::v1::WatchChangesResponse;
using Watch = WatchStream<WatchChangesResponse>;
using Opened = absl::StatusOr<std::unique_ptr<rpc::Stream<WatchChangesResponse>>>;

constexpr absl::Time kStart = absl::FromUnixSeconds(1652175000);

WatchChangesRequest After(int64_t revision) {
  WatchChangesRequest request;
  request.set_after_revision(revision);
  return request;
}

class WatchTest : public ::testing::Test {
 protected:
  // Makes a revision of changes to documents "<revision>/0", "<revision>/1" and so on.
  void Append(int changes = 1) {
    const int64_t revision = journal_.Head() + 1;
    Mutation mutation;
    mutation.principal = "anonymous";
    for (int i = 0; i < changes; ++i) {
      mutation.writes.push_back(
          {.collection = "c", .name = absl::StrCat(revision, "/", i), .body = "x"});
    }
    ASSERT_OK(journal_.Append(mutation, clock_.Now()));
  }

  Opened Open(const WatchChangesRequest& request) { return Watch::Open(request, journal_, clock_); }

  // What the stream sends until it waits: names of changed documents, "#revision" of checkpoints.
  std::vector<std::string> Sent(rpc::Stream<WatchChangesResponse>& stream) {
    std::vector<std::string> sent;
    while (true) {
      WatchChangesResponse response;
      const absl::StatusOr<rpc::Next> next = stream.Pull(response);
      EXPECT_OK(next);
      if (!next.ok() || next->kind != rpc::Next::kMessage) {
        until_ = next.ok() ? next->until : absl::InfinitePast();
        return sent;
      }
      sent.push_back(response.has_change() ? response.change().resource()
                                           : absl::StrCat("#", response.checkpoint().revision()));
    }
  }

  FakeClock clock_{kStart};
  MemoryJournal journal_;
  absl::Time until_;  // when the stream wants to be asked again
};

// Others have their turn while a long row of changes is left out, and nothing is sent twice.
TEST_F(WatchTest, SendsWhatIsSelected) {
  Append(250);
  Append(3);
  const auto select = [](const Change& change, WatchChangesResponse&) -> absl::StatusOr<bool> {
    return change.name == "1/99" || change.name == "2/1";
  };
  const Opened opened = Watch::Open(After(0), journal_, clock_, select);
  ASSERT_OK(opened);
  std::vector<std::string> sent;
  int rests = 0;
  do {
    const std::vector<std::string> more = Sent(**opened);
    sent.insert(sent.end(), more.begin(), more.end());
    rests += until_ == kStart ? 1 : 0;
  } while (until_ == kStart && rests < 10);
  EXPECT_THAT(sent, ElementsAre("1/99", "2/1", "#2"));
  EXPECT_GE(rests, 2);
  Append();
  EXPECT_THAT(Sent(**opened), ElementsAre("#3")) << "a watcher gets on though nothing concerns it";
}

TEST_F(WatchTest, AnErrorOfTheSelectionEndsTheStream) {
  Append();
  const Opened opened = Watch::Open(
      After(0), journal_, clock_, [](const Change&, WatchChangesResponse&) -> absl::StatusOr<bool> {
        return absl::DataLossError("x");
      });
  ASSERT_OK(opened);
  WatchChangesResponse response;
  EXPECT_THAT((*opened)->Pull(response), StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(WatchTest, SendsTheChangesBehindARevisionThenACheckpoint) {
  Append();
  Append(2);
  Append();
  EXPECT_THAT(Sent(**Open(After(0))), ElementsAre("1/0", "2/0", "2/1", "3/0", "#3"));
  EXPECT_THAT(Sent(**Open(After(1))), ElementsAre("2/0", "2/1", "3/0", "#3"));
  EXPECT_THAT(Sent(**Open(After(3))), ElementsAre("#3"));
}

TEST_F(WatchTest, AnEmptyStoreHasACheckpoint) {
  EXPECT_THAT(Sent(**Open(After(0))), ElementsAre("#0"));
}

TEST_F(WatchTest, SendsWhatIsRecordedLater) {
  const auto stream = *Open(After(0));
  EXPECT_THAT(Sent(*stream), ElementsAre("#0"));
  Append();
  Append();
  EXPECT_THAT(Sent(*stream), ElementsAre("1/0", "2/0", "#2"));
  EXPECT_THAT(Sent(*stream), IsEmpty());
}

TEST_F(WatchTest, ChangesAreWhole) {
  Append();
  const auto stream = *Open(After(0));
  WatchChangesResponse response;
  ASSERT_OK(stream->Pull(response));
  EXPECT_EQ(response.change().revision(), 1);
  EXPECT_EQ(FromProto(response.change().recorded()), kStart);
  EXPECT_EQ(response.change().principal(), "anonymous");
  EXPECT_EQ(response.change().kind(), common::v1::CHANGE_KIND_CREATED);
}

TEST_F(WatchTest, SendsCheckpointsWhileNothingHappens) {
  WatchChangesRequest request = After(0);
  request.mutable_checkpoint_interval()->set_seconds(2);
  const auto stream = *Open(request);
  EXPECT_THAT(Sent(*stream), ElementsAre("#0"));
  EXPECT_EQ(until_, kStart + absl::Seconds(2));
  clock_.Advance(absl::Milliseconds(1999));
  EXPECT_THAT(Sent(*stream), IsEmpty());
  EXPECT_EQ(until_, kStart + absl::Seconds(2));
  clock_.Advance(absl::Milliseconds(1));
  WatchChangesResponse response;
  ASSERT_OK(stream->Pull(response));
  EXPECT_EQ(response.checkpoint().revision(), 0);
  EXPECT_EQ(FromProto(response.checkpoint().time()), kStart + absl::Seconds(2));
  EXPECT_THAT(Sent(*stream), IsEmpty());
  EXPECT_EQ(until_, kStart + absl::Seconds(4));
}

TEST_F(WatchTest, ACheckpointIsEveryTenSecondsByDefault) {
  const auto stream = *Open(After(0));
  EXPECT_THAT(Sent(*stream), ElementsAre("#0"));
  EXPECT_EQ(until_, kStart + absl::Seconds(10));
}

TEST_F(WatchTest, ChecksTheRevision) {
  Append();
  const absl::Status negative = Open(After(-1)).status();
  EXPECT_THAT(negative, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(DetailsOf(negative).violations[0].field, "after_revision");
  const absl::Status ahead = Open(After(2)).status();
  EXPECT_THAT(ahead, StatusIs(absl::StatusCode::kOutOfRange));
  EXPECT_EQ(DetailsOf(ahead).reason, "REVISION_NOT_REACHED");
  EXPECT_EQ(DetailsOf(ahead).metadata.at("head"), "1");
}

TEST_F(WatchTest, ChecksTheInterval) {
  const auto open = [this](int64_t seconds, int nanos) {
    WatchChangesRequest request;
    request.mutable_checkpoint_interval()->set_seconds(seconds);
    request.mutable_checkpoint_interval()->set_nanos(nanos);
    return Open(request).status();
  };
  EXPECT_OK(open(0, 100'000'000));
  EXPECT_OK(open(3600, 0));
  for (const absl::Status& refused : {open(0, 99'999'999), open(3600, 1), open(0, 0), open(-1, 0),
                                      open(std::numeric_limits<int64_t>::max(), 0)}) {
    EXPECT_THAT(refused, StatusIs(absl::StatusCode::kInvalidArgument));
    EXPECT_EQ(DetailsOf(refused).reason, "INTERVAL_INVALID");
  }
}

// A watcher that stops anywhere and goes on behind the last revision that it has seen whole sees
// every change once: it knows that a revision is whole when a later one begins, or by a checkpoint.
TEST_F(WatchTest, GoingOnMissesNothingAndRepeatsNothing) {
  std::mt19937 random(20220510);
  const auto at_most = [&](int most) {
    return std::uniform_int_distribution<int>(0, most)(random);
  };
  for (int round = 0; round < 50; ++round) {
    std::vector<std::string> seen;     // of whole revisions
    std::vector<std::string> partial;  // of the revision that is coming in
    int64_t whole = journal_.Head();
    const int64_t first = whole;
    int64_t coming = 0;
    const auto complete = [&](int64_t revision) {
      seen.insert(seen.end(), partial.begin(), partial.end());
      partial.clear();
      whole = revision;
    };
    for (int connection = 0; connection < 20; ++connection) {
      partial.clear();
      coming = 0;
      ASSERT_OK_AND_ASSIGN(const auto stream, Open(After(whole)));
      for (int pulls = at_most(30); pulls > 0; --pulls) {
        if (at_most(3) == 0) Append(at_most(4) == 0 ? 3 : 1);
        if (at_most(9) == 0) clock_.Advance(absl::Seconds(10));
        WatchChangesResponse response;
        ASSERT_OK_AND_ASSIGN(const rpc::Next next, stream->Pull(response));
        if (next.kind != rpc::Next::kMessage) continue;
        if (response.has_checkpoint()) {
          complete(response.checkpoint().revision());
          continue;
        }
        if (coming != 0 && response.change().revision() != coming) complete(coming);
        coming = response.change().revision();
        partial.push_back(response.change().resource());
      }
    }
    ASSERT_OK_AND_ASSIGN(const auto last, Open(After(whole)));
    for (const std::string& change : Sent(*last)) {
      if (change[0] != '#') seen.push_back(change);
    }
    ASSERT_OK_AND_ASSIGN(const std::vector<Change> all, journal_.Changes(first, 1'000'000));
    std::vector<std::string> expected;
    for (const Change& change : all) expected.push_back(change.name);
    ASSERT_EQ(seen, expected);
  }
}

// More than are fetched at once, also in one revision.
TEST_F(WatchTest, SendsManyChangesInOrder) {
  Append(2500);
  for (int i = 0; i < 1500; ++i) Append();
  std::vector<std::string> expected;
  ASSERT_OK_AND_ASSIGN(const std::vector<Change> all, journal_.Changes(0, 1'000'000));
  for (const Change& change : all) expected.push_back(change.name);
  expected.push_back("#1501");
  EXPECT_EQ(Sent(**Open(After(0))), expected);
}

}  // namespace
}  // namespace entente::watch_test
