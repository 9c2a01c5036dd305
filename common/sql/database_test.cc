#include "common/sql/database.h"

#include <filesystem>
#include <fstream>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"

namespace entente::sql {
namespace {

using ::testing::AllOf;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using testing::StatusIs;

constexpr auto kReadWrite = Database::Mode::kReadWrite;
constexpr auto kReadOnly = Database::Mode::kReadOnly;

int64_t Number(Database& db, absl::string_view query) {
  absl::StatusOr<Statement> statement = db.Prepare(query);
  EXPECT_OK(statement);
  EXPECT_OK(statement->Step());
  return statement->Int(0);
}

class DatabaseTest : public ::testing::Test {
 protected:
  testing::TempFolder folder_;
  const std::string path_ = folder_.File("store.db");
};

TEST_F(DatabaseTest, SettingsOfEveryConnection) {
  ASSERT_OK(Database::Open(path_, kReadWrite));
  for (const Database::Mode mode : {kReadWrite, kReadOnly}) {
    ASSERT_OK_AND_ASSIGN(const auto db, Database::Open(path_, mode));
    EXPECT_EQ(Number(*db, "PRAGMA foreign_keys"), 1);
    EXPECT_EQ(Number(*db, "PRAGMA synchronous"), 2);  // FULL
    EXPECT_EQ(Number(*db, "PRAGMA busy_timeout"), 5000);
    EXPECT_EQ(Number(*db, "PRAGMA trusted_schema"), 0);
    EXPECT_THAT(db->Path(), EndsWith("/store.db"));
  }
}

TEST_F(DatabaseTest, MissingFolderIsNamed) {
  const std::string path = folder_.File("no/such/store.db");
  const auto db = Database::Open(path, kReadWrite);
  EXPECT_THAT(db, StatusIs(absl::StatusCode::kNotFound,
                           AllOf(HasSubstr(path), HasSubstr("no/such does not exist; create it"))));
  EXPECT_EQ(DetailsOf(db.status()).reason, "STORE_FOLDER_NOT_FOUND");
}

TEST_F(DatabaseTest, MissingFileIsNotCreatedByAReader) {
  EXPECT_THAT(Database::Open(path_, kReadOnly),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr(path_)));
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(DatabaseTest, FolderInPlaceOfAFile) {
  ASSERT_TRUE(std::filesystem::create_directory(path_));
  EXPECT_THAT(Database::Open(path_, kReadWrite),
              StatusIs(absl::StatusCode::kPermissionDenied, HasSubstr(path_)));
}

TEST_F(DatabaseTest, FileThatIsNoDatabase) {
  std::ofstream(path_) << std::string(10000, 'x');
  const auto db = Database::Open(path_, kReadWrite);
  EXPECT_THAT(db, StatusIs(absl::StatusCode::kFailedPrecondition,
                           AllOf(HasSubstr(path_), HasSubstr("not a database"))));
  EXPECT_EQ(DetailsOf(db.status()).reason, "STORE_NOT_A_DATABASE");
}

TEST_F(DatabaseTest, DamagedFileIsDataLoss) {
  {
    ASSERT_OK_AND_ASSIGN(const auto db, Database::Open(path_, kReadWrite));
    ASSERT_OK(db->Execute("CREATE TABLE t (a); INSERT INTO t VALUES (randomblob(100000))"));
  }
  {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(4096);
    file << std::string(4096, '\xff');
  }
  ASSERT_OK_AND_ASSIGN(const auto db, Database::Open(path_, kReadWrite));
  ASSERT_OK_AND_ASSIGN(Statement select, db->Prepare("SELECT a FROM t"));
  EXPECT_THAT(select.Step(), StatusIs(absl::StatusCode::kDataLoss, HasSubstr("backup")));
}

TEST_F(DatabaseTest, FullDisk) {
  ASSERT_OK_AND_ASSIGN(const auto db, Database::Open(path_, kReadWrite));
  ASSERT_OK(db->Execute("CREATE TABLE t (a); PRAGMA max_page_count = 4"));
  EXPECT_THAT(db->Execute("INSERT INTO t VALUES (randomblob(100000))"),
              StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("free space")));
  EXPECT_OK(db->Execute("INSERT INTO t VALUES (1)"));
}

TEST_F(DatabaseTest, ReadOnlyRefusesWrites) {
  ASSERT_OK_AND_ASSIGN(const auto writer, Database::Open(path_, kReadWrite));
  ASSERT_OK(writer->Execute("CREATE TABLE t (a)"));
  ASSERT_OK_AND_ASSIGN(const auto reader, Database::Open(path_, kReadOnly));
  for (const char* script : {"INSERT INTO t VALUES (1)", "DROP TABLE t", "CREATE TABLE u (a)",
                             "PRAGMA user_version = 3"}) {
    EXPECT_THAT(reader->Execute(script), StatusIs(absl::StatusCode::kPermissionDenied)) << script;
  }
}

TEST_F(DatabaseTest, ForeignKeysAreKept) {
  ASSERT_OK_AND_ASSIGN(const auto db, Database::Open(path_, kReadWrite));
  ASSERT_OK(
      db->Execute("CREATE TABLE a (id INTEGER PRIMARY KEY);"
                  "CREATE TABLE b (id INTEGER REFERENCES a)"));
  EXPECT_THAT(db->Execute("INSERT INTO b VALUES (1)"),
              StatusIs(absl::StatusCode::kFailedPrecondition, HasSubstr("FOREIGN KEY")));
}

TEST_F(DatabaseTest, PrepareTakesExactlyOneStatement) {
  ASSERT_OK_AND_ASSIGN(const auto db, Database::Open(path_, kReadWrite));
  for (int times = 0; times < 2; ++times) {
    EXPECT_THAT(db->Prepare("SELECT 1; SELECT 2"), StatusIs(absl::StatusCode::kInternal));
    EXPECT_THAT(db->Prepare(""), StatusIs(absl::StatusCode::kInternal));
    EXPECT_THAT(db->Prepare("SELEC 1"),
                StatusIs(absl::StatusCode::kInternal, HasSubstr("syntax error")));
  }
}

TEST_F(DatabaseTest, PreparedStatementsAreKept) {
  ASSERT_OK_AND_ASSIGN(const auto db, Database::Open(path_, kReadWrite));
  for (int times = 0; times < 100; ++times) {
    // Not of static life: the cache keeps the text.
    ASSERT_OK(db->Prepare(absl::StrCat("SELECT ", "1")));
  }
  EXPECT_EQ(Number(*db, "SELECT count(*) FROM sqlite_stmt WHERE sql = 'SELECT 1'"), 1);
}

TEST_F(DatabaseTest, ChangesCountsRows) {
  ASSERT_OK_AND_ASSIGN(const auto db, Database::Open(path_, kReadWrite));
  ASSERT_OK(db->Execute("CREATE TABLE t (a); INSERT INTO t VALUES (1), (2), (3)"));
  EXPECT_EQ(db->Changes(), 3);
  ASSERT_OK(db->Execute("DELETE FROM t WHERE a = 7"));
  EXPECT_EQ(db->Changes(), 0);
}

}  // namespace
}  // namespace entente::sql
