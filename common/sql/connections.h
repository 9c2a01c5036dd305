#ifndef ENTENTE_COMMON_SQL_CONNECTIONS_H_
#define ENTENTE_COMMON_SQL_CONNECTIONS_H_

#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"

#include "common/sql/checkpointer.h"
#include "common/sql/database.h"
#include "common/sql/file_lock.h"

namespace entente::sql {

// One writer and as many readers as are in use at a time, over one file. Thread-safe.
//
//   auto writer = connections.Write();
//   ASSIGN_OR_RETURN(sql::Transaction transaction, sql::Transaction::Begin(*writer));
//   ...
//   RETURN_IF_ERROR(transaction.Commit());
class Connections {
 public:
  // Opens the writer; readers are opened when first needed, and kept. The file is theirs alone:
  // what a process knows of its store beside the file would be wrong if another one wrote to it.
  // Errors: those of Database::Open; FAILED_PRECONDITION (STORE_IN_USE) if other Connections, of
  // this process or another, have the file open; INVALID_ARGUMENT for ":memory:", which connections
  // cannot share.
  static absl::StatusOr<std::unique_ptr<Connections>> Open(const std::string& path);

  // A read-only connection, given back when it goes out of scope; statements lent by it must have
  // gone before.
  class Reader {
   public:
    Reader(Reader&& other) noexcept = default;
    Reader& operator=(Reader&&) = delete;
    ~Reader();
    Database& operator*() const { return *db_; }
    Database* operator->() const { return db_.get(); }

   private:
    friend class Connections;
    Reader(Connections* owner, std::unique_ptr<Database> db);
    Connections* owner_;
    std::unique_ptr<Database> db_;  // null once moved from
  };
  absl::StatusOr<Reader> Read();

  // The writing connection, held by one thread at a time: Write waits for the one before. A thread
  // that holds it must not ask for it again.
  class Writer {
   public:
    Database& operator*() const { return *db_; }
    Database* operator->() const { return db_; }

   private:
    friend class Connections;
    Writer(std::mutex& mutex, Database& db);
    std::unique_lock<std::mutex> lock_;
    Database* db_;
  };
  Writer Write();

 private:
  Connections(std::string path, FileLock lock, std::unique_ptr<Database> writer);

  const std::string path_;
  const FileLock lock_;  // closed last: a file that is closed loses the locks of SQLite, too
  std::mutex write_mutex_;
  const std::unique_ptr<Database> writer_ ABSL_PT_GUARDED_BY(write_mutex_);
  Checkpointer checkpointer_{write_mutex_, *writer_};
  std::mutex idle_mutex_;
  std::vector<std::unique_ptr<Database>> idle_ ABSL_GUARDED_BY(idle_mutex_);
};

}  // namespace entente::sql

#endif  // ENTENTE_COMMON_SQL_CONNECTIONS_H_
