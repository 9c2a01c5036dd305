#include <sqlite3.h>

#include <fstream>
#include <iterator>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

#include "common/sql/database.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"

namespace entente::sql {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::IsOkAndHolds;
using testing::StatusIs;

constexpr int32_t kOurs = 0x456e7401;

class SchemaTest : public ::testing::Test {
 protected:
  std::unique_ptr<Database> Open() {
    auto db = Database::Open(path_, Database::Mode::kReadWrite);
    EXPECT_OK(db);
    return *std::move(db);
  }

  // The first row and column of `query`.
  std::string Text(absl::string_view query) {
    const auto db = Open();
    absl::StatusOr<Statement> statement = db->Prepare(query);
    EXPECT_OK(statement);
    EXPECT_OK(statement->Step());
    return std::string(statement->Text(0));
  }

  std::string Bytes() const {
    std::ifstream file(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

  // Migrate must refuse the file with `reason` and leave it as it is.
  void ExpectRefused(const std::vector<std::string>& scripts, absl::string_view reason,
                     absl::string_view sentence) {
    const std::string before = Bytes();
    const absl::Status status = Migrate(*Open(), kOurs, scripts);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition,
                                 AllOf(HasSubstr(path_), HasSubstr(std::string(sentence)),
                                       HasSubstr("nothing was changed"))));
    EXPECT_EQ(DetailsOf(status).reason, reason);
    EXPECT_TRUE(Bytes() == before) << "the file was changed";
  }

  testing::TempFolder folder_;
  const std::string path_ = folder_.File("store.db");
  const std::vector<std::string> scripts_ = {
      "CREATE TABLE t (a); INSERT INTO t VALUES ('one')",
      "ALTER TABLE t ADD COLUMN b; UPDATE t SET b = a || ' two'",
      "UPDATE t SET b = b || ' three'",
  };
};

TEST_F(SchemaTest, NewFileGetsEveryVersion) {
  ASSERT_OK(Migrate(*Open(), kOurs, scripts_));
  EXPECT_EQ(Text("SELECT b FROM t"), "one two three");
  EXPECT_EQ(Text("PRAGMA user_version"), "3");
  EXPECT_EQ(Text("PRAGMA application_id"), std::to_string(kOurs));
  EXPECT_EQ(Text("PRAGMA journal_mode"), "wal");
}

TEST_F(SchemaTest, TheWritersCacheIsBoundedWhateverTheSizeOfAPage) {
  const auto db = Open();
  ASSERT_OK(db->Execute("PRAGMA page_size = 16384"));
  ASSERT_OK(Migrate(*db, kOurs, scripts_));
  const int64_t before = sqlite3_memory_used();
  ASSERT_OK(
      db->Execute("WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 100) "
                  "INSERT INTO t SELECT zeroblob(1048576), '' FROM n"));
  EXPECT_GT(sqlite3_memory_used() - before, 50 << 20) << "there is a cache";
  EXPECT_LT(sqlite3_memory_used() - before, 80 << 20) << "of 64 MiB and some room for its pages";
}

TEST_F(SchemaTest, OldFileGetsOnlyWhatItLacks) {
  ASSERT_OK(Migrate(*Open(), kOurs, {scripts_[0]}));
  ASSERT_OK(Open()->Execute("UPDATE t SET a = 'kept'"));
  ASSERT_OK(Migrate(*Open(), kOurs, scripts_));
  EXPECT_EQ(Text("SELECT b FROM t"), "kept two three");
}

TEST_F(SchemaTest, PresentVersionIsLeft) {
  ASSERT_OK(Migrate(*Open(), kOurs, scripts_));
  const std::string before = Bytes();
  ASSERT_OK(Migrate(*Open(), kOurs, scripts_));
  EXPECT_TRUE(Bytes() == before);
}

TEST_F(SchemaTest, FailedScriptLeavesTheVersionBefore) {
  std::vector<std::string> scripts = scripts_;
  scripts[1] = "UPDATE t SET a = 'half'; UPDATE missing SET a = 1";
  EXPECT_THAT(Migrate(*Open(), kOurs, scripts),
              StatusIs(absl::StatusCode::kInternal,
                       AllOf(HasSubstr("schema version 2"), HasSubstr("no such table: missing"))));
  EXPECT_EQ(Text("PRAGMA user_version"), "1");
  EXPECT_EQ(Text("SELECT a FROM t"), "one");
  ASSERT_OK(Migrate(*Open(), kOurs, scripts_));
  EXPECT_EQ(Text("SELECT b FROM t"), "one two three");
}

TEST_F(SchemaTest, NewerFileIsRefusedUntouched) {
  ASSERT_OK(Migrate(*Open(), kOurs, scripts_));
  ExpectRefused({scripts_[0], scripts_[1]}, "SCHEMA_TOO_NEW",
                "schema version 3 was written by a newer program, and this one knows versions up "
                "to 2");
}

TEST_F(SchemaTest, FileOfAnotherProgramIsRefusedUntouched) {
  ASSERT_OK(Migrate(*Open(), 77, scripts_));
  ExpectRefused(scripts_, "SCHEMA_FOREIGN", "another program (application id 77");
}

TEST_F(SchemaTest, UnmarkedDatabaseIsRefusedUntouched) {
  ASSERT_OK(Open()->Execute("CREATE TABLE somebody_elses (a)"));
  ExpectRefused(scripts_, "SCHEMA_FOREIGN", "another program (application id 0");
}

TEST_F(SchemaTest, UnmarkedVersionIsRefusedUntouched) {
  ASSERT_OK(Open()->Execute("PRAGMA user_version = 2"));
  ExpectRefused(scripts_, "SCHEMA_FOREIGN", "another program");
}

// Programs that open one file at once, before any of them holds it for itself.
TEST_F(SchemaTest, ProgramsThatStartTogetherMigrateOnce) {
  for (int round = 0; round < 10; ++round) {
    const std::string path = folder_.File(absl::StrCat("store", round, ".db"));
    const auto start = [&] {
      const auto db = Database::Open(path, Database::Mode::kReadWrite);
      ASSERT_OK(db);
      EXPECT_OK(Migrate(**db, kOurs, scripts_)) << round;
    };
    std::thread programs[] = {std::thread(start), std::thread(start), std::thread(start),
                              std::thread(start)};
    for (std::thread& program : programs) program.join();
    ASSERT_OK_AND_ASSIGN(const auto db, Database::Open(path, Database::Mode::kReadOnly));
    ASSERT_OK_AND_ASSIGN(Statement rows, db->Prepare("SELECT count(*), max(b) FROM t"));
    ASSERT_THAT(rows.Step(), IsOkAndHolds(true));
    EXPECT_EQ(rows.Int(0), 1);
    EXPECT_EQ(rows.Text(1), "one two three");
  }
}

TEST_F(SchemaTest, AReaderThatStaysIsWaitedForNoLongerThanByAnyStatement) {
  const auto reader = Open();
  ASSERT_OK(reader->Execute("BEGIN"));
  ASSERT_OK(reader->Execute("SELECT count(*) FROM sqlite_schema"));
  const auto db = Open();
  ASSERT_OK(db->Execute("PRAGMA busy_timeout = 50"));
  const absl::Time began = absl::Now();
  const absl::Status refused = Migrate(*db, kOurs, scripts_);
  EXPECT_LT(absl::Now() - began, absl::Seconds(20));  // SQLite itself would wait for 30
  EXPECT_THAT(refused, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(DetailsOf(refused).reason, "STORE_BUSY");
  ASSERT_OK(reader->Execute("ROLLBACK"));
  EXPECT_OK(Migrate(*db, kOurs, scripts_));
}

TEST_F(SchemaTest, MemoryNeedsNoLog) {
  ASSERT_OK_AND_ASSIGN(const auto db, Database::Open(":memory:", Database::Mode::kReadWrite));
  EXPECT_OK(Migrate(*db, kOurs, scripts_));
}

}  // namespace
}  // namespace entente::sql
