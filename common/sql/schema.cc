#include <sqlite3.h>

#include "absl/strings/str_cat.h"

#include "common/sql/database.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::sql {
namespace {

// The only row and column of `query`.
absl::StatusOr<int64_t> Number(Database& db, absl::string_view query) {
  ASSIGN_OR_RETURN(Statement statement, db.Prepare(query));
  RETURN_IF_ERROR(statement.Step().status());
  return statement.Int(0);
}

// The file's schema version; 0 if the file is empty. Refuses what is not ours.
absl::StatusOr<int64_t> OwnVersion(Database& db, int32_t application_id, int64_t known) {
  ASSIGN_OR_RETURN(const int64_t owner, Number(db, "PRAGMA application_id"));
  ASSIGN_OR_RETURN(const int64_t version, Number(db, "PRAGMA user_version"));
  ASSIGN_OR_RETURN(const int64_t objects, Number(db, "SELECT count(*) FROM sqlite_schema"));
  const bool empty = owner == 0 && version == 0 && objects == 0;
  if (owner != application_id && !empty) {
    return Error(
               absl::StatusCode::kFailedPrecondition, "SCHEMA_FOREIGN",
               absl::StrCat(db.Path(), ": a database of another program (application id ", owner,
                            ", not ", application_id, "); nothing was changed; name another file"))
        .With("found", absl::StrCat(owner))
        .With("expected", absl::StrCat(application_id));
  }
  if (version > known) {
    return Error(absl::StatusCode::kFailedPrecondition, "SCHEMA_TOO_NEW",
                 absl::StrCat(db.Path(), ": schema version ", version,
                              " was written by a newer program, and this one knows versions up to ",
                              known,
                              "; nothing was changed; start the newer program, or name another "
                              "file"))
        .With("found", absl::StrCat(version))
        .With("known", absl::StrCat(known));
  }
  return version;
}

// The same outside a transaction: of one moment, though another program may just make the file.
absl::StatusOr<int64_t> OwnVersionAtOnce(Database& db, int32_t application_id, int64_t known) {
  RETURN_IF_ERROR(db.Execute("BEGIN"));
  absl::StatusOr<int64_t> version = OwnVersion(db, application_id, known);
  const absl::Status ended = db.Execute("ROLLBACK");
  if (version.ok() && !ended.ok()) return ended;
  return version;
}

// The one writer keeps the indices of a large transaction at hand: 64 MiB at most. SQLite counts
// the pages of it when it is told, so that the size of a page must be settled before.
constexpr char kWritersCache[] = "PRAGMA cache_size = -65536";

// The journal mode after an attempt to switch to the write-ahead log.
absl::StatusOr<std::string> SwitchToLog(Database& db) {
  ASSIGN_OR_RETURN(Statement statement, db.Prepare("PRAGMA journal_mode = WAL"));
  RETURN_IF_ERROR(statement.Step().status());
  return std::string(statement.Text(0));
}

// The same, which waits for other connections as long as any statement does. Two programs that
// switch at once would each wait for the other, so that SQLite says BUSY to them at once: the
// waiting is ours.
absl::StatusOr<std::string> AwaitSwitchToLog(Database& db) {
  constexpr int kPauseMilliseconds = 10;
  ASSIGN_OR_RETURN(const int64_t wait, Number(db, "PRAGMA busy_timeout"));
  RETURN_IF_ERROR(db.Execute("PRAGMA busy_timeout = 0"));
  absl::StatusOr<std::string> switched = SwitchToLog(db);
  for (int64_t waited = 0; waited < wait && DetailsOf(switched.status()).reason == "STORE_BUSY";
       waited += kPauseMilliseconds) {
    sqlite3_sleep(kPauseMilliseconds);
    switched = SwitchToLog(db);
  }
  RETURN_IF_ERROR(db.Execute(absl::StrCat("PRAGMA busy_timeout = ", wait)));
  return switched;
}

absl::Status UseWriteAheadLog(Database& db) {
  ASSIGN_OR_RETURN(const std::string mode, AwaitSwitchToLog(db));
  if (mode == "wal" || db.Path().empty()) return absl::OkStatus();
  return Error(absl::StatusCode::kFailedPrecondition, "STORE_NO_WAL",
               absl::StrCat(db.Path(), ": journal mode stays '", mode,
                            "' because the file system cannot share memory between connections; "
                            "put the file on a local disk"));
}

// Takes the schema one version further, or leaves it if that has been done meanwhile.
absl::Status Advance(Database& db, int32_t application_id, const std::vector<std::string>& scripts,
                     int64_t from) {
  ASSIGN_OR_RETURN(Transaction transaction, Transaction::Begin(db));
  ASSIGN_OR_RETURN(const int64_t version, OwnVersion(db, application_id, scripts.size()));
  if (version != from) return absl::OkStatus();
  RETURN_IF_ERROR(Prefix(db.Execute(scripts[from]), absl::StrCat("schema version ", from + 1)));
  RETURN_IF_ERROR(db.Execute(absl::StrCat("PRAGMA application_id = ", application_id,
                                          "; PRAGMA user_version = ", from + 1)));
  return transaction.Commit();
}

}  // namespace

absl::Status Migrate(Database& db, int32_t application_id,
                     const std::vector<std::string>& scripts) {
  const int64_t known = scripts.size();
  ASSIGN_OR_RETURN(const int64_t version, OwnVersionAtOnce(db, application_id, known));
  RETURN_IF_ERROR(UseWriteAheadLog(db));
  for (int64_t from = version; from < known; ++from) {
    RETURN_IF_ERROR(Advance(db, application_id, scripts, from));
  }
  return db.Execute(kWritersCache);
}

}  // namespace entente::sql
