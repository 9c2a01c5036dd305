#ifndef ENTENTE_COMMON_SQL_CHECKPOINTER_H_
#define ENTENTE_COMMON_SQL_CHECKPOINTER_H_

#include <condition_variable>
#include <mutex>
#include <thread>

#include "absl/base/thread_annotations.h"

#include "common/sql/database.h"

namespace entente::sql {

// Moves what was committed from the write-ahead log into the file, on a thread of its own, so that
// whoever commits need not wait for it: the log is on disk, and a commit is safe there. It is made
// before anybody else writes, so that the log does not grow behind it.
class Checkpointer {
 public:
  // `mutex` guards `writer`, which nobody has yet; both must outlive the object.
  Checkpointer(std::mutex& mutex, Database& writer);
  ~Checkpointer();
  Checkpointer(const Checkpointer&) = delete;
  Checkpointer& operator=(const Checkpointer&) = delete;

  // Makes the checkpoint now if one is due. The caller holds the writer.
  void MakeIfDue();

 private:
  void Run();

  std::mutex& write_mutex_;
  Database& writer_;
  std::mutex mutex_;
  std::condition_variable told_;
  bool due_ ABSL_GUARDED_BY(mutex_) = false;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;  // last: it uses the others
};

}  // namespace entente::sql

#endif  // ENTENTE_COMMON_SQL_CHECKPOINTER_H_
