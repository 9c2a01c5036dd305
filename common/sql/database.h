#ifndef ENTENTE_COMMON_SQL_DATABASE_H_
#define ENTENTE_COMMON_SQL_DATABASE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/container/node_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

struct sqlite3;
struct sqlite3_stmt;

// RAII over SQLite: connections, prepared statements, transactions, schema versions. Nothing here
// knows a table.
namespace entente::sql {

// The status of an SQLite result code, primary or extended: RESOURCE_EXHAUSTED (disk full, no
// memory), UNAVAILABLE (locked, I/O error), DATA_LOSS (corrupt), PERMISSION_DENIED (read-only,
// cannot open), ALREADY_EXISTS (unique), FAILED_PRECONDITION (another constraint, not a database),
// else INTERNAL. ErrorInfo carries the name of the primary code as `sqlite`, such as "FULL", and
// the number of `code` as `sqlite_code`. Its reason begins with STORE_: common/rpc tells no caller
// what it says.
//
// `doing`: what was attempted, such as a statement's text. `message`: what SQLite says.
absl::Status SqliteError(int code, absl::string_view doing, absl::string_view message);

// A prepared statement, lent by its Database, which it must not outlive; it is reset and given back
// when it goes out of scope. Parameters are numbered from 1, columns from 0, as SQLite does.
//
//   ASSIGN_OR_RETURN(sql::Statement s, db.Prepare("SELECT a FROM t WHERE b = ?1"));
//   s.Bind(1, b);
//   while (true) {
//     ASSIGN_OR_RETURN(bool row, s.Step());
//     if (!row) break;
//     Use(s.Text(0));
//   }
class Statement {
 public:
  Statement(Statement&& other) noexcept;
  Statement& operator=(Statement&&) = delete;
  ~Statement();

  // A bound text or blob must outlive the next Step. An error is kept and returned by Step.
  void Bind(int parameter, int64_t value);
  void Bind(int parameter, absl::string_view text);
  void BindBlob(int parameter, absl::string_view bytes);
  void BindNull(int parameter);

  // True if there is a row. After false or an error the statement is ready for the next Bind.
  absl::StatusOr<bool> Step();
  // Steps a statement that returns no row; afterwards it is ready for the next Bind.
  absl::Status Run();

  // Makes a statement that has not come to its end ready for the next Bind.
  void Reset();

  // Of the row that Step found. A NULL reads as 0 or empty.
  int64_t Int(int column) const;
  // Valid until the next Step.
  absl::string_view Text(int column) const;
  absl::string_view Blob(int column) const;
  bool IsNull(int column) const;

 private:
  friend class Database;
  Statement(sqlite3_stmt* statement, sqlite3_stmt** home);

  void KeepError(int code);

  sqlite3_stmt* statement_;  // null once moved from
  sqlite3_stmt** home_;      // where the Database keeps it while it is not lent
  int bind_error_ = 0;
};

// One connection. Not thread-safe: one thread at a time.
class Database {
 public:
  enum class Mode { kReadWrite, kReadOnly };

  // Opens (kReadWrite: or creates) the file, with foreign keys on and synchronous=FULL, so that a
  // commit that was answered survives a loss of power; a lock held by another connection is waited
  // for up to 5 seconds. Nothing in the file is changed: Migrate puts it into WAL mode once it is
  // known to be ours. ":memory:" is a private store of this connection, for tests.
  //
  // NOT_FOUND if the folder (kReadOnly: or the file) does not exist, FAILED_PRECONDITION
  // (STORE_NOT_A_DATABASE) if the file is something else, PERMISSION_DENIED if it may not be read.
  static absl::StatusOr<std::unique_ptr<Database>> Open(const std::string& path, Mode mode);
  ~Database();

  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  // One statement, prepared once per connection and text, and kept until the connection closes:
  // values belong into Bind, not into `text`. A text that is lent already is prepared anew.
  absl::StatusOr<Statement> Prepare(absl::string_view text);

  // Runs statements that take no parameter and return no row; several, separated by ';'.
  absl::Status Execute(const std::string& script);

  // Calls `committed` at the end of every commit, with the number of pages that the write-ahead log
  // has then. SQLite makes no checkpoints of its own any more, but when the file is closed.
  void AfterCommit(std::function<void(int pages)> committed);

  // Moves what the write-ahead log has into the file, as far as no reader is in the way. Errors are
  // those of writing; nothing is lost by them.
  absl::Status Checkpoint();

  // Number of rows changed by the last INSERT, UPDATE or DELETE.
  int64_t Changes() const;

  // The file's absolute path; empty for ":memory:".
  std::string Path() const;

 private:
  explicit Database(sqlite3* db);

  sqlite3* const db_;
  std::function<void(int)> committed_;
  // By text; null while lent. Statements keep pointers to the values.
  absl::node_hash_map<std::string, sqlite3_stmt*> statements_;
};

// BEGIN IMMEDIATE ... COMMIT; rolls back when it goes out of scope uncommitted.
class Transaction {
 public:
  static absl::StatusOr<Transaction> Begin(Database& db);
  Transaction(Transaction&& other) noexcept;
  Transaction& operator=(Transaction&&) = delete;
  ~Transaction();

  absl::Status Commit();

 private:
  explicit Transaction(Database& db);
  Database* db_;  // null once committed or moved from
};

// Brings the schema to version `scripts.size()`, one script per version in order, each in a
// transaction of its own with the new version in PRAGMA user_version; puts the file into WAL mode,
// in which readers see a snapshot while the writer writes, and gives the connection the writer's
// cache of 64 MiB. FAILED_PRECONDITION (SCHEMA_TOO_NEW) if the file's version is larger: it was
// written by a newer program, and nothing is touched. `application_id` (not 0) marks the file as
// ours; a file that carries another one, or that is an SQLite database of somebody else, is refused
// likewise (SCHEMA_FOREIGN).
absl::Status Migrate(Database& db, int32_t application_id, const std::vector<std::string>& scripts);

}  // namespace entente::sql

#endif  // ENTENTE_COMMON_SQL_DATABASE_H_
