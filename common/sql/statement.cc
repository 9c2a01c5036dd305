#include <sqlite3.h>

#include <utility>

#include "common/sql/database.h"

namespace entente::sql {
namespace {

// SQLite takes a null pointer for NULL; an empty view may hold one.
const char* NonNull(absl::string_view bytes) { return bytes.data() == nullptr ? "" : bytes.data(); }

}  // namespace

Statement::Statement(sqlite3_stmt* statement, sqlite3_stmt** home)
    : statement_(statement), home_(home) {}

Statement::Statement(Statement&& other) noexcept
    : statement_(std::exchange(other.statement_, nullptr)),
      home_(other.home_),
      bind_error_(other.bind_error_) {}

Statement::~Statement() {
  if (statement_ == nullptr) return;
  if (*home_ != nullptr) {
    sqlite3_finalize(statement_);
    return;
  }
  sqlite3_reset(statement_);
  sqlite3_clear_bindings(statement_);
  *home_ = statement_;
}

void Statement::KeepError(int code) {
  if (bind_error_ == SQLITE_OK) bind_error_ = code;
}

void Statement::Bind(int parameter, int64_t value) {
  KeepError(sqlite3_bind_int64(statement_, parameter, value));
}

void Statement::Bind(int parameter, absl::string_view text) {
  KeepError(sqlite3_bind_text64(statement_, parameter, NonNull(text), text.size(), SQLITE_STATIC,
                                SQLITE_UTF8));
}

void Statement::BindBlob(int parameter, absl::string_view bytes) {
  KeepError(
      sqlite3_bind_blob64(statement_, parameter, NonNull(bytes), bytes.size(), SQLITE_STATIC));
}

void Statement::BindNull(int parameter) { KeepError(sqlite3_bind_null(statement_, parameter)); }

void Statement::Reset() {
  sqlite3_reset(statement_);
  bind_error_ = SQLITE_OK;
}

absl::StatusOr<bool> Statement::Step() {
  const int code = bind_error_ != SQLITE_OK ? bind_error_ : sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  absl::Status status;
  if (code != SQLITE_DONE) {
    const char* message =
        code == bind_error_ ? sqlite3_errstr(code) : sqlite3_errmsg(sqlite3_db_handle(statement_));
    status = SqliteError(code, sqlite3_sql(statement_), message);
  }
  Reset();
  if (!status.ok()) return status;
  return false;
}

absl::Status Statement::Run() {
  const absl::StatusOr<bool> row = Step();
  if (!row.ok()) return row.status();
  if (!*row) return absl::OkStatus();
  Reset();
  return SqliteError(SQLITE_MISUSE, sqlite3_sql(statement_), "a row came where none was expected");
}

int64_t Statement::Int(int column) const { return sqlite3_column_int64(statement_, column); }

absl::string_view Statement::Text(int column) const {
  const auto* text = reinterpret_cast<const char*>(sqlite3_column_text(statement_, column));
  return {text, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

absl::string_view Statement::Blob(int column) const {
  const auto* bytes = static_cast<const char*>(sqlite3_column_blob(statement_, column));
  return {bytes, static_cast<size_t>(sqlite3_column_bytes(statement_, column))};
}

bool Statement::IsNull(int column) const {
  return sqlite3_column_type(statement_, column) == SQLITE_NULL;
}

}  // namespace entente::sql
