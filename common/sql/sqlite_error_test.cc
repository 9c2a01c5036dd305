#include <sqlite3.h>

#include "common/sql/database.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente::sql {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using testing::StatusIs;

struct Case {
  int code;
  absl::StatusCode status;
  const char* name;
  const char* reason;
};

class SqliteErrorTest : public ::testing::TestWithParam<Case> {};

TEST_P(SqliteErrorTest, HasCodeReasonAndName) {
  const Case& expected = GetParam();
  const absl::Status status = SqliteError(expected.code, "INSERT", "went wrong");
  EXPECT_THAT(status, StatusIs(expected.status, AllOf(HasSubstr("INSERT: went wrong; "))));
  const ErrorDetails details = DetailsOf(status);
  EXPECT_EQ(details.reason, expected.reason);
  EXPECT_EQ(details.metadata.at("sqlite"), expected.name);
  EXPECT_EQ(details.metadata.at("sqlite_code"), std::to_string(expected.code));
}

using Code = absl::StatusCode;

INSTANTIATE_TEST_SUITE_P(
    Codes, SqliteErrorTest,
    ::testing::Values(
        Case{SQLITE_FULL, Code::kResourceExhausted, "FULL", "STORE_FULL"},
        Case{SQLITE_NOMEM, Code::kResourceExhausted, "NOMEM", "STORE_NO_MEMORY"},
        Case{SQLITE_BUSY, Code::kUnavailable, "BUSY", "STORE_BUSY"},
        Case{SQLITE_BUSY_SNAPSHOT, Code::kUnavailable, "BUSY", "STORE_BUSY"},
        Case{SQLITE_LOCKED, Code::kUnavailable, "LOCKED", "STORE_BUSY"},
        Case{SQLITE_IOERR_FSYNC, Code::kUnavailable, "IOERR", "STORE_IO"},
        Case{SQLITE_CORRUPT, Code::kDataLoss, "CORRUPT", "STORE_CORRUPT"},
        Case{SQLITE_READONLY, Code::kPermissionDenied, "READONLY", "STORE_READ_ONLY"},
        Case{SQLITE_CANTOPEN, Code::kPermissionDenied, "CANTOPEN", "STORE_PERMISSION"},
        Case{SQLITE_PERM, Code::kPermissionDenied, "PERM", "STORE_PERMISSION"},
        Case{SQLITE_CONSTRAINT_UNIQUE, Code::kAlreadyExists, "CONSTRAINT", "STORE_CONSTRAINT"},
        Case{SQLITE_CONSTRAINT_PRIMARYKEY, Code::kAlreadyExists, "CONSTRAINT", "STORE_CONSTRAINT"},
        Case{SQLITE_CONSTRAINT_ROWID, Code::kAlreadyExists, "CONSTRAINT", "STORE_CONSTRAINT"},
        Case{SQLITE_CONSTRAINT_FOREIGNKEY, Code::kFailedPrecondition, "CONSTRAINT",
             "STORE_CONSTRAINT"},
        Case{SQLITE_NOTADB, Code::kFailedPrecondition, "NOTADB", "STORE_NOT_A_DATABASE"},
        Case{SQLITE_MISUSE, Code::kInternal, "ERROR", "STORE_ERROR"}));

}  // namespace
}  // namespace entente::sql
