#ifndef ENTENTE_COMMON_OBS_LOG_H_
#define ENTENTE_COMMON_OBS_LOG_H_

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>
#include <utility>
#include <variant>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"
#include "absl/types/span.h"

namespace entente::obs {

enum class Severity { kInfo, kWarning, kError };

// A structured log: one JSON object per line, `time` (UTC, microseconds), `severity`, `message`,
// then the fields in the order given. Lines are gathered and written by a thread of its own within
// some 10 ms, so that a slow terminal or disk holds up nobody; if more than 16 MiB wait to be
// written, lines are dropped and their number is logged. What the descriptor does not take now (a
// full disk) is tried again later. Thread-safe.
class Log {
 public:
  using Value = std::variant<int64_t, bool, absl::string_view>;
  using Field = std::pair<absl::string_view, Value>;

  // Writes to a file descriptor, which stays the caller's.
  explicit Log(int fd);
  // Writes what is left, if the descriptor takes it.
  ~Log();
  Log(const Log&) = delete;
  Log& operator=(const Log&) = delete;

  // log.Write(Severity::kInfo, "listening", {{"address", address}, {"revision", 17}});
  void Write(Severity severity, absl::string_view message, absl::Span<const Field> fields = {});
  // With a time of its own.
  void Write(absl::Time time, Severity severity, absl::string_view message,
             absl::Span<const Field> fields = {});

 private:
  // The thread that writes.
  void Run();
  // Waits for lines and moves them into `batch` behind what is left there. False when the log ends.
  bool Gather(std::string& batch);

  const int fd_;
  std::mutex mutex_;
  std::condition_variable wanted_;  // by the thread: lines, many of them, or the end
  std::string waiting_ ABSL_GUARDED_BY(mutex_);
  int64_t dropped_ ABSL_GUARDED_BY(mutex_) = 0;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread writer_;
};

}  // namespace entente::obs

#endif  // ENTENTE_COMMON_OBS_LOG_H_
