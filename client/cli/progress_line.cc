#include "client/cli/progress_line.h"

#include <stdio.h>

#include <utility>

#include "absl/strings/str_format.h"

#include "client/cli/console.h"
#include "common/time/clock.h"

namespace entente::client {
namespace {

constexpr absl::Duration kFirst = absl::Seconds(1);
constexpr absl::Duration kInterval = absl::Milliseconds(200);
constexpr double kMebibyte = 1 << 20;
constexpr char kEraseLine[] = "\r\x1b[K";

}  // namespace

ProgressLine::ProgressLine(std::string file_name, int64_t size_bytes)
    : file_name_(std::move(file_name)),
      size_bytes_(size_bytes),
      seen_(ErrorsAreSeen()),
      next_(SystemClock().Now() + kFirst) {}

ProgressLine::~ProgressLine() {
  if (shown_) fputs(kEraseLine, stderr);
}

void ProgressLine::Show(int64_t sent_bytes) {
  if (!seen_) return;
  const absl::Time now = SystemClock().Now();
  const bool complete = sent_bytes == size_bytes_;
  if (now < next_ && !(complete && shown_)) return;
  next_ = now + kInterval;
  shown_ = true;
  const double sent = static_cast<double>(sent_bytes);
  const std::string line =
      complete ? absl::StrFormat("%s: sent, the service is storing it", file_name_)
               : absl::StrFormat("%s: %.1f of %.1f MiB sent (%d %%)", file_name_, sent / kMebibyte,
                                 static_cast<double>(size_bytes_) / kMebibyte,
                                 static_cast<int>(100 * sent / static_cast<double>(size_bytes_)));
  fputs((kEraseLine + line).c_str(), stderr);
  fflush(stderr);
}

}  // namespace entente::client
