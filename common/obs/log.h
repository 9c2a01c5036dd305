#ifndef ENTENTE_COMMON_OBS_LOG_H_
#define ENTENTE_COMMON_OBS_LOG_H_

#include <cstdint>
#include <initializer_list>
#include <string>
#include <thread>
#include <utility>
#include <variant>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"

namespace entente::obs {

enum class Severity { kInfo, kWarning, kError };

// A structured log: one JSON object per line, `time`, `severity`, `message`, then the fields in the
// order given. Lines are gathered and written by a thread of its own, so that a slow terminal or
// disk holds up nobody; if more than 16 MiB wait to be written, lines are dropped and their number
// is logged. Thread-safe.
class Log {
 public:
  using Field = std::pair<absl::string_view, std::variant<int64_t, bool, absl::string_view>>;

  // Writes to a file descriptor, which stays the caller's.
  explicit Log(int fd);
  // Writes what is left.
  ~Log();

  void Write(Severity severity, absl::string_view message,
             std::initializer_list<Field> fields = {});
  // With a time of its own.
  void Write(absl::Time time, Severity severity, absl::string_view message,
             std::initializer_list<Field> fields);

 private:
  void Drain();

  const int fd_;
  absl::Mutex mutex_;
  std::string waiting_ ABSL_GUARDED_BY(mutex_);
  int64_t dropped_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread writer_;
};

}  // namespace entente::obs

#endif  // ENTENTE_COMMON_OBS_LOG_H_
