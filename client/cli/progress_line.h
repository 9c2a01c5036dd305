#ifndef ENTENTE_CLIENT_CLI_PROGRESS_LINE_H_
#define ENTENTE_CLIENT_CLI_PROGRESS_LINE_H_

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <string>
#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace entente::client {

// How far a file was sent and, once all of it was, for how long the service has been at work on it,
// as one line on standard error that is written over and over: only on a terminal, no wider than it
// is, and only after a second.
class ProgressLine {
 public:
  ProgressLine(absl::string_view file_name, int64_t size_bytes);
  // Removes the line.
  ~ProgressLine();

  void Show(int64_t sent_bytes);

 private:
  // Writes the line until it is to be removed.
  void Run();
  // What stands behind the file's name.
  std::string Text() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string file_name_;
  const int64_t size_bytes_;
  std::mutex mutex_;
  std::condition_variable ended_;
  bool end_ ABSL_GUARDED_BY(mutex_) = false;
  int64_t sent_bytes_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::Time last_sent_ ABSL_GUARDED_BY(mutex_);
  std::thread thread_;  // none where nobody sees it
};

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_CLI_PROGRESS_LINE_H_
