#include "client/cli/progress_line.h"

#include <stdio.h>

#include <chrono>
#include <utility>

#include "absl/strings/str_format.h"

#include "client/cli/console.h"
#include "common/time/clock.h"

namespace entente::client {
namespace {

constexpr std::chrono::milliseconds kFirst(1000);
constexpr std::chrono::milliseconds kInterval(200);
constexpr double kMebibyte = 1 << 20;
constexpr char kEraseLine[] = "\r\x1b[K";

}  // namespace

ProgressLine::ProgressLine(std::string file_name, int64_t size_bytes)
    : file_name_(std::move(file_name)), size_bytes_(size_bytes), last_sent_(SystemClock().Now()) {
  if (ErrorsAreSeen()) thread_ = std::thread([this] { Run(); });
}

ProgressLine::~ProgressLine() {
  if (!thread_.joinable()) return;
  {
    const std::lock_guard lock(mutex_);
    end_ = true;
  }
  ended_.notify_one();
  thread_.join();
}

void ProgressLine::Show(int64_t sent_bytes) {
  const std::lock_guard lock(mutex_);
  sent_bytes_ = sent_bytes;
  last_sent_ = SystemClock().Now();
}

void ProgressLine::Run() {
  std::unique_lock lock(mutex_);
  bool shown = false;
  while (!ended_.wait_for(lock, shown ? kInterval : kFirst, [this] { return end_; })) {
    shown = true;
    fputs((kEraseLine + Text()).c_str(), stderr);
    fflush(stderr);
  }
  if (shown) fputs(kEraseLine, stderr);
}

std::string ProgressLine::Text() {
  if (sent_bytes_ >= size_bytes_) {
    return absl::StrFormat("%s: sent, the service is at work on it: %d s", file_name_,
                           absl::ToInt64Seconds(SystemClock().Now() - last_sent_));
  }
  const double sent = static_cast<double>(sent_bytes_);
  const double size = static_cast<double>(size_bytes_);
  return absl::StrFormat("%s: %.1f of %.1f MiB sent (%d %%)", file_name_, sent / kMebibyte,
                         size / kMebibyte, static_cast<int>(100 * sent / size));
}

}  // namespace entente::client
