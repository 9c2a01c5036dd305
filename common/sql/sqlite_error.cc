#include <sqlite3.h>

#include "absl/strings/str_cat.h"

#include "common/sql/database.h"
#include "common/status/error.h"

namespace entente::sql {
namespace {

struct Meaning {
  int code;  // as SQLite numbers it
  const char* name;
  absl::StatusCode status;
  const char* reason;
  const char* advice;
};

constexpr Meaning kMeanings[] = {
    {SQLITE_PERM, "PERM", absl::StatusCode::kPermissionDenied, "STORE_PERMISSION",
     "give the program access to the file and its folder"},
    {SQLITE_BUSY, "BUSY", absl::StatusCode::kUnavailable, "STORE_BUSY",
     "another process holds the file; repeat later"},
    {SQLITE_LOCKED, "LOCKED", absl::StatusCode::kUnavailable, "STORE_BUSY",
     "the file is in use; repeat later"},
    {SQLITE_NOMEM, "NOMEM", absl::StatusCode::kResourceExhausted, "STORE_NO_MEMORY",
     "give the program more memory, or ask for less"},
    {SQLITE_READONLY, "READONLY", absl::StatusCode::kPermissionDenied, "STORE_READ_ONLY",
     "make the file and its folder writable"},
    {SQLITE_IOERR, "IOERR", absl::StatusCode::kUnavailable, "STORE_IO",
     "check the disk, then repeat"},
    {SQLITE_CORRUPT, "CORRUPT", absl::StatusCode::kDataLoss, "STORE_CORRUPT",
     "restore the file from a backup"},
    {SQLITE_FULL, "FULL", absl::StatusCode::kResourceExhausted, "STORE_FULL",
     "free space on the disk, then repeat"},
    {SQLITE_CANTOPEN, "CANTOPEN", absl::StatusCode::kPermissionDenied, "STORE_PERMISSION",
     "give the program access to the file and its folder"},
    {SQLITE_CONSTRAINT, "CONSTRAINT", absl::StatusCode::kFailedPrecondition, "STORE_CONSTRAINT",
     "nothing was written"},
    {SQLITE_CONSTRAINT_UNIQUE, "CONSTRAINT", absl::StatusCode::kAlreadyExists, "STORE_CONSTRAINT",
     "nothing was written"},
    {SQLITE_CONSTRAINT_PRIMARYKEY, "CONSTRAINT", absl::StatusCode::kAlreadyExists,
     "STORE_CONSTRAINT", "nothing was written"},
    {SQLITE_CONSTRAINT_ROWID, "CONSTRAINT", absl::StatusCode::kAlreadyExists, "STORE_CONSTRAINT",
     "nothing was written"},
    {SQLITE_NOTADB, "NOTADB", absl::StatusCode::kFailedPrecondition, "STORE_NOT_A_DATABASE",
     "name a store's file, or one that does not exist yet"},
};

constexpr Meaning kOther = {SQLITE_ERROR, "ERROR", absl::StatusCode::kInternal, "STORE_ERROR",
                            "this is a fault of the program; report it"};

const Meaning& MeaningOf(int code) {
  const Meaning* found = &kOther;
  for (const Meaning& meaning : kMeanings) {
    if (meaning.code == code) return meaning;
    if (meaning.code == (code & 0xff)) found = &meaning;
  }
  return *found;
}

}  // namespace

absl::Status SqliteError(int code, absl::string_view doing, absl::string_view message) {
  const Meaning& meaning = MeaningOf(code);
  return Error(meaning.status, meaning.reason,
               absl::StrCat(doing, ": ", message, "; ", meaning.advice))
      .With("sqlite", meaning.name)
      .With("sqlite_code", absl::StrCat(code));
}

}  // namespace entente::sql
