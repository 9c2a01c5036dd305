#include "common/sql/database.h"

#include <sqlite3.h>

#include <filesystem>
#include <system_error>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::sql {
namespace {

namespace fs = std::filesystem;

constexpr int kBusyMilliseconds = 5000;
constexpr size_t kQuotedScript = 100;  // bytes of a script that an error quotes

// trusted_schema: a file cannot make our statements call functions with side effects. The read of
// the header finds out that a file is not a database.
constexpr char kSettings[] =
    "PRAGMA foreign_keys = ON;"
    "PRAGMA synchronous = FULL;"
    "PRAGMA trusted_schema = OFF;"
    "PRAGMA schema_version";

// Says what is missing, where SQLite only says that it cannot open the file.
absl::Status CheckExists(const std::string& path, Database::Mode mode) {
  std::error_code ignored;
  const fs::path folder = fs::absolute(path, ignored).parent_path();
  if (!fs::is_directory(folder, ignored)) {
    return Error(absl::StatusCode::kNotFound, "STORE_FOLDER_NOT_FOUND",
                 absl::StrCat(path, ": the folder ", folder.string(),
                              " does not exist; create it, or name another file"));
  }
  if (mode == Database::Mode::kReadOnly && !fs::exists(path, ignored)) {
    return Error(absl::StatusCode::kNotFound, "STORE_NOT_FOUND",
                 absl::StrCat(path, ": no such file; name a store that exists"));
  }
  return absl::OkStatus();
}

}  // namespace

Database::Database(sqlite3* db) : db_(db) {}

Database::~Database() {
  for (const auto& [text, statement] : statements_) sqlite3_finalize(statement);
  sqlite3_close(db_);
}

absl::StatusOr<std::unique_ptr<Database>> Database::Open(const std::string& path, Mode mode) {
  if (path != ":memory:") RETURN_IF_ERROR(CheckExists(path, mode));
  const int flags =
      mode == Mode::kReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
  sqlite3* handle = nullptr;
  const int code = sqlite3_open_v2(path.c_str(), &handle,
                                   flags | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE, nullptr);
  auto db = absl::WrapUnique(new Database(handle));
  if (code != SQLITE_OK) return SqliteError(code, path, sqlite3_errmsg(handle));
  sqlite3_busy_timeout(handle, kBusyMilliseconds);
  const int set = sqlite3_exec(handle, kSettings, nullptr, nullptr, nullptr);
  if (set != SQLITE_OK) return SqliteError(set, path, sqlite3_errmsg(handle));
  return db;
}

absl::StatusOr<Statement> Database::Prepare(absl::string_view text) {
  sqlite3_stmt*& home = statements_[text];
  if (home != nullptr) return Statement(std::exchange(home, nullptr), &home);
  sqlite3_stmt* statement = nullptr;
  const char* rest = nullptr;
  const int code = sqlite3_prepare_v3(db_, text.data(), static_cast<int>(text.size()),
                                      SQLITE_PREPARE_PERSISTENT, &statement, &rest);
  if (code != SQLITE_OK) return SqliteError(code, text, sqlite3_errmsg(db_));
  if (statement == nullptr || rest != text.data() + text.size()) {
    sqlite3_finalize(statement);
    return SqliteError(SQLITE_MISUSE, text, "not exactly one statement");
  }
  return Statement(statement, &home);
}

absl::Status Database::Execute(const std::string& script) {
  const int code = sqlite3_exec(db_, script.c_str(), nullptr, nullptr, nullptr);
  if (code == SQLITE_OK) return absl::OkStatus();
  return SqliteError(code, absl::string_view(script).substr(0, kQuotedScript), sqlite3_errmsg(db_));
}

void Database::AfterCommit(std::function<void(int pages)> committed) {
  committed_ = std::move(committed);
  const auto call = [](void* self, sqlite3*, const char*, int pages) {
    static_cast<const Database*>(self)->committed_(pages);
    return SQLITE_OK;
  };
  sqlite3_wal_hook(db_, call, this);
}

absl::Status Database::Checkpoint() {
  const int code =
      sqlite3_wal_checkpoint_v2(db_, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
  if (code == SQLITE_OK) return absl::OkStatus();
  return SqliteError(code, "checkpoint", sqlite3_errmsg(db_));
}

int64_t Database::Changes() const { return sqlite3_changes64(db_); }

std::string Database::Path() const {
  const char* path = sqlite3_db_filename(db_, "main");
  return path == nullptr ? "" : path;
}

}  // namespace entente::sql
