#ifndef ENTENTE_COMMON_SQL_FILE_LOCK_H_
#define ENTENTE_COMMON_SQL_FILE_LOCK_H_

#include <string>

#include "absl/status/statusor.h"

namespace entente::sql {

// Keeps a second program that takes the lock off a file; ends with the process at the latest.
// SQLite neither sees it nor minds: its own locks are of another kind.
class FileLock {
 public:
  // FAILED_PRECONDITION (STORE_IN_USE) if another FileLock holds the file, which must exist.
  static absl::StatusOr<FileLock> Take(const std::string& path);

  FileLock(FileLock&& other) noexcept;
  FileLock& operator=(FileLock&&) = delete;
  ~FileLock();

 private:
  explicit FileLock(int file) : file_(file) {}
  int file_;  // -1 once moved from
};

}  // namespace entente::sql

#endif  // ENTENTE_COMMON_SQL_FILE_LOCK_H_
