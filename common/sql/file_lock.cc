#include "common/sql/file_lock.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"

namespace entente::sql {

absl::StatusOr<FileLock> FileLock::Take(const std::string& path) {
  FileLock lock(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (lock.file_ >= 0 && flock(lock.file_, LOCK_EX | LOCK_NB) == 0) return lock;
  if (errno == EWOULDBLOCK) {
    return Error(absl::StatusCode::kFailedPrecondition, "STORE_IN_USE",
                 absl::StrCat(path,
                              ": another server has this store open; stop it, or name another "
                              "file"));
  }
  return Error(absl::StatusCode::kUnavailable, "STORE_IO",
               absl::StrCat(path, ": cannot be locked: ", std::strerror(errno)));
}

FileLock::FileLock(FileLock&& other) noexcept : file_(std::exchange(other.file_, -1)) {}

FileLock::~FileLock() {
  if (file_ >= 0) close(file_);
}

}  // namespace entente::sql
