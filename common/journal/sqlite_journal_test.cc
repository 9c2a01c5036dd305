// What SqliteJournal does beyond the contract of every engine.

#include "common/journal/sqlite_journal.h"

#include "absl/strings/str_cat.h"

#include "common/journal/engines.h"

namespace entente {
namespace {

using ::testing::IsEmpty;
using testing::IsOkAndHolds;
using testing::StatusIs;

class SqliteJournalTest : public ::testing::Test {
 protected:
  // Applies one write of the document; the commit.
  Commit Do(absl::string_view name, absl::string_view body, absl::string_view request_id = "") {
    const auto commit = engine_.Append(Of(name, body, request_id), now_);
    EXPECT_OK(commit);
    return *commit;
  }

  static Mutation Of(absl::string_view name, absl::string_view body,
                     absl::string_view request_id = "") {
    return {"ayse",
            "because",
            std::string(request_id),
            "f",
            {{"things", std::string(name), std::string(body)}}};
  }

  const absl::Time now_ = absl::FromUnixSeconds(1'650'000'000);
  testing::SqliteEngine engine_;
};

TEST_F(SqliteJournalTest, ReopeningKeepsEverything) {
  Do("a", "1");
  const Commit second = Do("a", "2", "r1");
  engine_.Reopen();
  EXPECT_EQ(engine_.journal().Head(), 2);
  EXPECT_EQ(engine_.journal().Get("things", "a", 1)->body, "1");
  EXPECT_EQ(engine_.journal().Get("things", "a", 2)->body, "2");
  EXPECT_EQ(engine_.journal().History("things", "a", 3, 10)->size(), 2u);
  EXPECT_EQ(engine_.journal().Changes(0, 10)->size(), 2u);
  const Commit again = Do("a", "2", "r1");
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.revision, second.revision);
  ASSERT_OK_AND_ASSIGN(const Commit earlier, engine_.Append(Of("a", "3"), now_ - absl::Hours(1)));
  EXPECT_EQ(earlier.revision, 3);
  EXPECT_EQ(earlier.recorded, now_);
}

TEST_F(SqliteJournalTest, RolledBackTransactionLeavesNothing) {
  Do("a", "1");
  {
    const auto writer = engine_.connections().Write();
    ASSERT_OK_AND_ASSIGN(const auto transaction, sql::Transaction::Begin(*writer));
    ASSERT_OK_AND_ASSIGN(const Commit commit,
                         engine_.sqlite().Append(*writer, Of("a", "2", "r1"), now_));
    EXPECT_EQ(commit.revision, 2);
  }
  engine_.Reopen();
  EXPECT_EQ(engine_.journal().Head(), 1);
  EXPECT_EQ(engine_.journal().History("things", "a", 9, 10)->size(), 1u);
  const Commit commit = Do("a", "other", "r1");
  EXPECT_EQ(commit.revision, 2);
  EXPECT_FALSE(commit.repeated);
}

TEST_F(SqliteJournalTest, CommitIsVisibleOncePublished) {
  Do("a", "1");
  Commit commit;
  {
    const auto writer = engine_.connections().Write();
    ASSERT_OK_AND_ASSIGN(auto transaction, sql::Transaction::Begin(*writer));
    ASSERT_OK_AND_ASSIGN(commit, engine_.sqlite().Append(*writer, Of("a", "2"), now_));
    ASSERT_OK(transaction.Commit());
  }
  EXPECT_EQ(engine_.journal().Head(), 1);
  EXPECT_THAT(engine_.journal().RevisionAt(now_), IsOkAndHolds(1));
  EXPECT_THAT(engine_.journal().Changes(1, 10), IsOkAndHolds(IsEmpty()));
  engine_.sqlite().Publish(commit);
  EXPECT_EQ(engine_.journal().Head(), 2);
  EXPECT_THAT(engine_.journal().RevisionAt(now_), IsOkAndHolds(2));
  EXPECT_EQ(engine_.journal().Changes(1, 10)->size(), 1u);
}

TEST_F(SqliteJournalTest, PublishingOutOfOrderNeverGoesBack) {
  const Commit first = Do("a", "1");
  Do("a", "2");
  engine_.sqlite().Publish(first);
  EXPECT_EQ(engine_.journal().Head(), 2);
}

TEST_F(SqliteJournalTest, FailedAppendLeavesTheTransactionAsItWas) {
  Do("a", "1");
  const auto writer = engine_.connections().Write();
  ASSERT_OK_AND_ASSIGN(auto transaction, sql::Transaction::Begin(*writer));
  Mutation mutation = Of("b", "1");
  mutation.writes.push_back({"things", "missing", std::nullopt});
  EXPECT_THAT(engine_.sqlite().Append(*writer, mutation, now_),
              StatusIs(absl::StatusCode::kNotFound));
  ASSERT_OK_AND_ASSIGN(const Commit commit, engine_.sqlite().Append(*writer, Of("b", "2"), now_));
  ASSERT_OK(transaction.Commit());
  engine_.sqlite().Publish(commit);
  EXPECT_EQ(commit.revision, 2);
  EXPECT_EQ(engine_.journal().Get("things", "b", 2)->body, "2");
}

TEST_F(SqliteJournalTest, FullDiskLeavesTheJournalAsItWas) {
  Do("a", "1");
  ASSERT_OK(engine_.connections().Write()->Execute("PRAGMA max_page_count = 20"));
  EXPECT_THAT(engine_.Append(Of("b", std::string(200'000, 'x')), now_),
              StatusIs(absl::StatusCode::kResourceExhausted));
  EXPECT_EQ(engine_.journal().Head(), 1);
  EXPECT_EQ(Do("b", "small").revision, 2);
}

TEST_F(SqliteJournalTest, MissingSchemaIsAnError) {
  const testing::TempFolder folder;
  ASSERT_OK_AND_ASSIGN(const auto connections, sql::Connections::Open(folder.File("empty.db")));
  EXPECT_FALSE(SqliteJournal::Open(*connections).ok());
}

// SQLite counts, per statement, the steps of full scans and the sorts.
TEST_F(SqliteJournalTest, NothingScansATableOrSorts) {
  for (int i = 0; i < 20; ++i) Do(absl::StrCat("p/", i % 7), "body", absl::StrCat("r", i));
  const Journal& journal = engine_.journal();
  ASSERT_OK(journal.Get("things", "p/3", 20));
  ASSERT_OK(journal.List("things", "p/", "p/3", 3, 15));
  ASSERT_OK(journal.List("things", "", "", 3, 20));
  ASSERT_OK(journal.History("things", "p/3", 20, 3));
  ASSERT_OK(journal.Changes(10, 5));
  ASSERT_OK(journal.RevisionAt(now_));
  const auto expect_no_scan = [](sql::Database& db) {
    ASSERT_OK_AND_ASSIGN(
        sql::Statement select,
        db.Prepare("SELECT sql, nscan, nsort FROM sqlite_stmt WHERE sql LIKE '% revision %'"));
    int statements = 0;
    while (*select.Step()) {
      ++statements;
      EXPECT_EQ(select.Int(1) + select.Int(2), 0) << select.Text(0);
    }
    EXPECT_GE(statements, 4);
  };
  expect_no_scan(*engine_.connections().Write());
  ASSERT_OK_AND_ASSIGN(const auto reader, engine_.connections().Read());
  expect_no_scan(*reader);
}

}  // namespace
}  // namespace entente
