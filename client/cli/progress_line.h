#ifndef ENTENTE_CLIENT_CLI_PROGRESS_LINE_H_
#define ENTENTE_CLIENT_CLI_PROGRESS_LINE_H_

#include <cstdint>
#include <string>

#include "absl/time/time.h"

namespace entente::client {

// How far a file was sent, as one line on standard error that is written over and over: only on a
// terminal, and only after a second.
class ProgressLine {
 public:
  ProgressLine(std::string file_name, int64_t size_bytes);
  // Removes the line.
  ~ProgressLine();

  void Show(int64_t sent_bytes);

 private:
  const std::string file_name_;
  const int64_t size_bytes_;
  const bool seen_;
  absl::Time next_;
  bool shown_ = false;
};

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_CLI_PROGRESS_LINE_H_
