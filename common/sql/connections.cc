#include "common/sql/connections.h"

#include <utility>

#include "absl/memory/memory.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::sql {

Connections::Connections(std::string path, FileLock lock, std::unique_ptr<Database> writer)
    : path_(std::move(path)), lock_(std::move(lock)), writer_(std::move(writer)) {}

absl::StatusOr<std::unique_ptr<Connections>> Connections::Open(const std::string& path) {
  if (path == ":memory:") {
    return Error(absl::StatusCode::kInvalidArgument, "STORE_NOT_A_FILE",
                 ":memory: belongs to one connection; name a file");
  }
  ASSIGN_OR_RETURN(std::unique_ptr<Database> writer,
                   Database::Open(path, Database::Mode::kReadWrite));
  ASSIGN_OR_RETURN(FileLock lock, FileLock::Take(path));
  return absl::WrapUnique(new Connections(path, std::move(lock), std::move(writer)));
}

absl::StatusOr<Connections::Reader> Connections::Read() {
  {
    const std::lock_guard lock(idle_mutex_);
    if (!idle_.empty()) {
      std::unique_ptr<Database> db = std::move(idle_.back());
      idle_.pop_back();
      return Reader(this, std::move(db));
    }
  }
  ASSIGN_OR_RETURN(std::unique_ptr<Database> db, Database::Open(path_, Database::Mode::kReadOnly));
  return Reader(this, std::move(db));
}

Connections::Reader::Reader(Connections* owner, std::unique_ptr<Database> db)
    : owner_(owner), db_(std::move(db)) {}

Connections::Reader::~Reader() {
  if (db_ == nullptr) return;
  const std::lock_guard lock(owner_->idle_mutex_);
  owner_->idle_.push_back(std::move(db_));
}

Connections::Writer Connections::Write() {
  Writer writer(write_mutex_, *writer_);
  checkpointer_.MakeIfDue();
  return writer;
}

Connections::Writer::Writer(std::mutex& mutex, Database& db) : lock_(mutex), db_(&db) {}

}  // namespace entente::sql
