// What every engine of Journal must do, by example. journal_property_test.cc compares whole
// histories with a model.

#include <atomic>
#include <thread>

#include "absl/strings/str_cat.h"

#include "common/journal/engines.h"
#include "common/status/error.h"

namespace entente {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::IsOkAndHolds;
using testing::StatusIs;

constexpr int kAll = 1000;

class JournalContractTest : public testing::EveryEngineTest {
 protected:
  // Applies the mutation one second after the one before.
  absl::StatusOr<Commit> Apply(const Mutation& mutation) {
    now_ += absl::Seconds(1);
    return Append(mutation, now_);
  }

  // Applies the writes, which must succeed; the revision.
  int64_t Do(std::vector<Write> writes) {
    const absl::StatusOr<Commit> commit = Apply({"ayse", "because", "", "", std::move(writes)});
    EXPECT_OK(commit);
    return commit->revision;
  }

  // The body at a revision; "-" if there is none.
  std::string Body(absl::string_view name, int64_t revision) {
    const absl::StatusOr<Document> document = journal().Get("things", name, revision);
    if (document.ok()) return document->body;
    EXPECT_THAT(document, StatusIs(absl::StatusCode::kNotFound));
    return "-";
  }

  std::vector<std::string> Names(absl::string_view prefix, absl::string_view after, int limit,
                                 int64_t revision) {
    const auto documents = journal().List("things", prefix, after, limit, revision);
    EXPECT_OK(documents);
    std::vector<std::string> names;
    for (const Document& document : *documents) names.push_back(document.name);
    return names;
  }

  std::vector<std::string> Changed(int64_t after, int limit) {
    const auto changes = journal().Changes(after, limit);
    EXPECT_OK(changes);
    std::vector<std::string> described;
    for (const Change& change : *changes) {
      described.push_back(absl::StrCat(change.revision, change.name,
                                       change.kind == ChangeKind::kCreated   ? " created"
                                       : change.kind == ChangeKind::kUpdated ? " updated"
                                                                             : " deleted"));
    }
    return described;
  }

  absl::Time now_ = absl::FromUnixSeconds(1'650'000'000);
};

TEST_P(JournalContractTest, EmptyJournal) {
  EXPECT_EQ(journal().Head(), 0);
  EXPECT_THAT(journal().RevisionAt(absl::InfiniteFuture()), IsOkAndHolds(0));
  EXPECT_EQ(Body("a", 0), "-");
  EXPECT_THAT(Names("", "", kAll, 0), IsEmpty());
  EXPECT_THAT(journal().History("things", "a", 1, kAll), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(Changed(0, kAll), IsEmpty());
}

TEST_P(JournalContractTest, DocumentSaysWhatMadeIt) {
  ASSERT_OK_AND_ASSIGN(const Commit commit,
                       Apply({"ayse", "because", "", "", {{"things", "a", "body"}}}));
  EXPECT_EQ(commit.revision, 1);
  EXPECT_EQ(commit.recorded, now_);
  EXPECT_FALSE(commit.repeated);
  Do({{"things", "b", "other"}});
  ASSERT_OK_AND_ASSIGN(const Document document, journal().Get("things", "a", 2));
  EXPECT_EQ(document.name, "a");
  EXPECT_EQ(document.body, "body");
  EXPECT_EQ(document.revision, commit.revision);
  EXPECT_EQ(document.recorded, commit.recorded);
  EXPECT_THAT(journal().Get("others", "a", 2), StatusIs(absl::StatusCode::kNotFound));
}

TEST_P(JournalContractTest, EveryRevisionStaysReadable) {
  Do({{"things", "a", "a1"}, {"things", "b", "b1"}});
  Do({{"things", "a", "a2"}});
  Do({{"things", "a", std::nullopt}});
  Do({{"things", "a", "a4"}});
  EXPECT_EQ(Body("a", 0), "-");
  EXPECT_EQ(Body("a", 1), "a1");
  EXPECT_EQ(Body("a", 2), "a2");
  EXPECT_EQ(Body("a", 3), "-");
  EXPECT_EQ(Body("a", 4), "a4");
  EXPECT_EQ(Body("b", 4), "b1");
  EXPECT_THAT(Names("", "", kAll, 2), ElementsAre("a", "b"));
  EXPECT_THAT(Names("", "", kAll, 3), ElementsAre("b"));
}

TEST_P(JournalContractTest, BodiesAreBytes) {
  const std::string zero("x\0\xff", 3);
  Do({{"things", "a", zero}, {"things", "b", ""}});
  EXPECT_EQ(Body("a", 1), zero);
  EXPECT_EQ(Body("b", 1), "");
  EXPECT_THAT(Names("", "", kAll, 1), ElementsAre("a", "b"));
}

TEST_P(JournalContractTest, ListPages) {
  std::vector<Write> writes;
  for (const char* name : {"p/c", "p/a", "q/x", "p/d", "p/b", "o/z"}) {
    writes.push_back({"things", name, "body"});
  }
  Do(writes);
  Do({{"things", "p/b", std::nullopt}, {"others", "p/bb", "body"}});
  EXPECT_THAT(Names("", "", kAll, 1), ElementsAre("o/z", "p/a", "p/b", "p/c", "p/d", "q/x"));
  EXPECT_THAT(Names("p/", "", kAll, 2), ElementsAre("p/a", "p/c", "p/d"));
  EXPECT_THAT(Names("p/", "", 2, 2), ElementsAre("p/a", "p/c"));
  EXPECT_THAT(Names("p/", "p/c", 2, 2), ElementsAre("p/d"));
  EXPECT_THAT(Names("p/", "o/z", 1, 2), ElementsAre("p/a"));
  EXPECT_THAT(Names("p/", "q", kAll, 2), IsEmpty());
  EXPECT_THAT(Names("", "p/d", kAll, 2), ElementsAre("q/x"));
}

TEST_P(JournalContractTest, NamesAreOrderedAndPrefixedByBytes) {
  const std::string high = "\xf4\x8f\xbf\xbf";  // U+10FFFF, the last
  Do({{"things", "a", "1"},
      {"things", "B", "1"},
      {"things", "aa", "1"},
      {"things", "a\xc4\xb1", "1"},
      {"things", high, "1"},
      {"things", high + high, "1"}});
  EXPECT_THAT(Names("", "", kAll, 1), ElementsAre("B", "a", "aa", "a\xc4\xb1", high, high + high));
  EXPECT_THAT(Names("a", "", kAll, 1), ElementsAre("a", "aa", "a\xc4\xb1"));
  EXPECT_THAT(Names(high, "", kAll, 1), ElementsAre(high, high + high));
  EXPECT_THAT(Names(high, high, kAll, 1), ElementsAre(high + high));
  EXPECT_THAT(Names("b", "", kAll, 1), IsEmpty());
}

TEST_P(JournalContractTest, HistoryIsLatestFirst) {
  ASSERT_OK(Apply({"ayse", "first", "", "", {{"things", "a", "a1"}}}));
  Do({{"things", "b", "b2"}});
  ASSERT_OK(Apply({"bolat", "second", "", "", {{"things", "a", std::nullopt}}}));
  Do({{"things", "a", "a4"}});
  ASSERT_OK_AND_ASSIGN(const auto all, journal().History("things", "a", 5, kAll));
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].revision, 4);
  EXPECT_EQ(all[0].body, "a4");
  EXPECT_EQ(all[1].revision, 3);
  EXPECT_EQ(all[1].principal, "bolat");
  EXPECT_EQ(all[1].reason, "second");
  EXPECT_EQ(all[1].body, std::nullopt);
  EXPECT_EQ(all[2].revision, 1);
  EXPECT_EQ(all[2].recorded, now_ - absl::Seconds(3));
  ASSERT_OK_AND_ASSIGN(const auto page, journal().History("things", "a", 4, 1));
  ASSERT_EQ(page.size(), 1u);
  EXPECT_EQ(page[0].revision, 3);
}

TEST_P(JournalContractTest, ChangesAreWholeRevisions) {
  Do({{"things", "b", "1"}, {"things", "a", "1"}, {"others", "z", "1"}});
  Do({{"things", "a", "2"}});
  Do({{"things", "a", std::nullopt}, {"things", "c", "3"}});
  Do({{"things", "a", "4"}});
  EXPECT_THAT(Changed(0, kAll), ElementsAre("1z created", "1a created", "1b created", "2a updated",
                                            "3a deleted", "3c created", "4a created"));
  EXPECT_THAT(Changed(0, 1), ElementsAre("1z created", "1a created", "1b created"));
  EXPECT_THAT(Changed(0, 3), ElementsAre("1z created", "1a created", "1b created"));
  EXPECT_THAT(Changed(1, 2), ElementsAre("2a updated"));
  EXPECT_THAT(Changed(1, 3), ElementsAre("2a updated", "3a deleted", "3c created"));
  EXPECT_THAT(Changed(3, 1), ElementsAre("4a created"));
  EXPECT_THAT(Changed(4, kAll), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto changes, journal().Changes(3, kAll));
  EXPECT_EQ(changes[0].principal, "ayse");
  EXPECT_EQ(changes[0].recorded, now_);
}

TEST_P(JournalContractTest, RepeatedRequestReturnsTheFirstCommit) {
  const Mutation create = {
      "ayse", "because", "r1", "f1", {{"things", "a", "1", Write::Expect::kAbsent}}};
  ASSERT_OK_AND_ASSIGN(const Commit first, Apply(create));
  Do({{"things", "a", "2"}});
  ASSERT_OK_AND_ASSIGN(const Commit again, Apply(create));
  EXPECT_EQ(again.revision, first.revision);
  EXPECT_EQ(again.recorded, first.recorded);
  EXPECT_TRUE(again.repeated);
  ASSERT_OK_AND_ASSIGN(const std::optional<Commit> found, journal().FindRepetition(create));
  ASSERT_TRUE(found.has_value());
  EXPECT_EQ(found->revision, first.revision);
  EXPECT_TRUE(found->repeated);
  EXPECT_EQ(journal().Head(), 2);
  EXPECT_EQ(Body("a", 2), "2");
}

TEST_P(JournalContractTest, ReusedRequestIdIsRefused) {
  ASSERT_OK(Apply({"ayse", "", "r1", "f1", {{"things", "a", "1"}}}));
  const auto reused = Apply({"ayse", "", "r1", "f2", {{"things", "b", "1"}}});
  EXPECT_THAT(reused, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(DetailsOf(reused.status()).reason, "REQUEST_ID_REUSED");
  EXPECT_THAT(journal().FindRepetition({"ayse", "", "r1", "f2", {}}),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(journal().FindRepetition({"ayse", "", "r2", "f2", {}}),
              IsOkAndHolds(::testing::Eq(std::nullopt)));
  EXPECT_EQ(journal().Head(), 1);
}

TEST_P(JournalContractTest, RequestIdBelongsToItsPrincipal) {
  ASSERT_OK(Apply({"ayse", "", "r1", "f1", {{"things", "a", "1"}}}));
  ASSERT_OK_AND_ASSIGN(const Commit other,
                       Apply({"bolat", "", "r1", "f2", {{"things", "b", "1"}}}));
  EXPECT_EQ(other.revision, 2);
  EXPECT_FALSE(other.repeated);
}

TEST_P(JournalContractTest, RequestIdOfAFailedMutationIsFree) {
  EXPECT_FALSE(Apply({"ayse", "", "r1", "f1", {{"things", "a", std::nullopt}}}).ok());
  ASSERT_OK_AND_ASSIGN(const Commit commit,
                       Apply({"ayse", "", "r1", "f2", {{"things", "a", "1"}}}));
  EXPECT_FALSE(commit.repeated);
}

TEST_P(JournalContractTest, FailedMutationChangesNothing) {
  Do({{"things", "m", "1"}});
  const std::vector<Write> failing = {
      {"things", "m", "2", Write::Expect::kAbsent},
      {"things", "none", "2", Write::Expect::kPresent},
      {"things", "none", std::nullopt},
      {"things", "m", "2", Write::Expect::kPresent, 77},
  };
  const std::vector<std::string> reasons = {"ALREADY_EXISTS", "NOT_FOUND", "NOT_FOUND",
                                            "ETAG_MISMATCH"};
  for (size_t i = 0; i < failing.size(); ++i) {
    const auto commit =
        Apply({"ayse", "", "", "", {{"things", "a", "2"}, failing[i], {"things", "z", "2"}}});
    EXPECT_EQ(DetailsOf(commit.status()).reason, reasons[i]);
    EXPECT_EQ(journal().Head(), 1);
    EXPECT_THAT(Names("", "", kAll, 2), ElementsAre("m"));
    EXPECT_THAT(Changed(1, kAll), IsEmpty());
  }
  EXPECT_EQ(Do({{"things", "a", "2"}}), 2);
}

TEST_P(JournalContractTest, ExpectationsAreOfThePresentState) {
  Do({{"things", "a", "1"}});
  Do({{"things", "a", "2", Write::Expect::kPresent, 1}});
  Do({{"things", "a", std::nullopt, Write::Expect::kPresent, 2}});
  EXPECT_FALSE(Apply({"ayse", "", "", "", {{"things", "a", "4", Write::Expect::kPresent}}}).ok());
  EXPECT_EQ(Do({{"things", "a", "4", Write::Expect::kAbsent}}), 4);
}

TEST_P(JournalContractTest, RefusesWhatIsNoMutation) {
  EXPECT_EQ(DetailsOf(Apply({}).status()).reason, "NOTHING_TO_WRITE");
  const auto twice = Apply({"ayse", "", "", "", {{"things", "a", "1"}, {"things", "a", "2"}}});
  EXPECT_EQ(DetailsOf(twice.status()).reason, "WRITTEN_TWICE");
  EXPECT_EQ(journal().Head(), 0);
}

TEST_P(JournalContractTest, RevisionAtIsTheLatestRecordedBy) {
  Do({{"things", "a", "1"}});
  const absl::Time first = now_;
  Do({{"things", "a", "2"}});
  EXPECT_THAT(journal().RevisionAt(first - absl::Microseconds(1)), IsOkAndHolds(0));
  EXPECT_THAT(journal().RevisionAt(first), IsOkAndHolds(1));
  EXPECT_THAT(journal().RevisionAt(now_ - absl::Nanoseconds(1)), IsOkAndHolds(1));
  EXPECT_THAT(journal().RevisionAt(now_ + absl::Nanoseconds(1)), IsOkAndHolds(2));
  EXPECT_THAT(journal().RevisionAt(absl::InfinitePast()), IsOkAndHolds(0));
  EXPECT_THAT(journal().RevisionAt(absl::InfiniteFuture()), IsOkAndHolds(2));
}

TEST_P(JournalContractTest, RecordedNeverGoesBackwards) {
  Do({{"things", "a", "1"}});
  const absl::Time first = now_;
  now_ -= absl::Hours(1);
  ASSERT_OK_AND_ASSIGN(const Commit second, Apply({"ayse", "", "", "", {{"things", "a", "2"}}}));
  EXPECT_EQ(second.recorded, first);
  EXPECT_THAT(journal().RevisionAt(first), IsOkAndHolds(2));
}

TEST_P(JournalContractTest, RecordedIsTheSameWhereverItIsRead) {
  now_ += absl::Nanoseconds(1234);
  ASSERT_OK_AND_ASSIGN(const Commit commit, Apply({"ayse", "", "", "", {{"things", "a", "1"}}}));
  EXPECT_LE(commit.recorded, now_);
  EXPECT_EQ(journal().Get("things", "a", 1)->recorded, commit.recorded);
  EXPECT_EQ(journal().List("things", "", "", 1, 1)->front().recorded, commit.recorded);
  EXPECT_EQ(journal().History("things", "a", 2, 1)->front().recorded, commit.recorded);
  EXPECT_EQ(journal().Changes(0, 1)->front().recorded, commit.recorded);
}

TEST_P(JournalContractTest, ReadersSeeWholeRevisionsWhileOthersAreAppended) {
  constexpr int kRevisions = 60;
  constexpr size_t kDocuments = 5;
  std::atomic<bool> done = false;
  const auto read = [&] {
    while (!done) {
      const int64_t head = journal().Head();
      const auto documents = journal().List("things", "", "", kAll, head);
      ASSERT_OK(documents);
      ASSERT_EQ(documents->size(), head == 0 ? 0 : kDocuments);
      for (const Document& document : *documents) {
        ASSERT_EQ(document.revision, head);
        ASSERT_EQ(document.body, absl::StrCat(head));
      }
      const auto changes = journal().Changes(head / 2, kAll);
      ASSERT_OK(changes);
      ASSERT_EQ(changes->size() % kDocuments, 0u);
    }
  };
  std::thread readers[] = {std::thread(read), std::thread(read), std::thread(read)};
  for (int revision = 1; revision <= kRevisions; ++revision) {
    std::vector<Write> writes;
    for (size_t i = 0; i < kDocuments; ++i) {
      writes.push_back({"things", absl::StrCat("d", i), absl::StrCat(revision)});
    }
    Do(writes);
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
  EXPECT_EQ(journal().Head(), kRevisions);
}

TEST_P(JournalContractTest, WritersTakeTurns) {
  constexpr int kThreads = 3;
  constexpr int kAppends = 20;
  const auto append = [&](int thread) {
    for (int i = 0; i < kAppends; ++i) {
      ASSERT_OK(
          Append({"ayse", "", "", "", {{"things", absl::StrCat(thread, "/", i), "body"}}}, now_));
    }
  };
  std::vector<std::thread> writers;
  for (int thread = 0; thread < kThreads; ++thread) writers.emplace_back(append, thread);
  for (std::thread& writer : writers) writer.join();
  EXPECT_EQ(journal().Head(), kThreads * kAppends);
  EXPECT_EQ(Changed(0, kAll).size(), static_cast<size_t>(kThreads * kAppends));
}

INSTANTIATE_TEST_SUITE_P(Engines, JournalContractTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente
