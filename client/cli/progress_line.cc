#include "client/cli/progress_line.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <chrono>

#include "absl/strings/str_format.h"

#include "client/cli/console.h"
#include "client/render/layout.h"
#include "common/time/clock.h"

namespace entente::client {
namespace {

constexpr std::chrono::milliseconds kFirst(1000);
constexpr std::chrono::milliseconds kInterval(200);
constexpr double kMebibyte = 1 << 20;
constexpr char kEraseLine[] = "\r\x1b[K";
constexpr int kUsualWidth = 80;

// How many columns standard error has, where it is a terminal.
int TerminalWidth() {
  winsize size{};
  const bool told = ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
  return told ? size.ws_col : kUsualWidth;
}

// `utf8` in at most `width` columns, or in three: "..." stands for the end of what is wider.
std::string Shortened(std::string utf8, int width) {
  if (DisplayWidth(utf8) <= width) return utf8;
  while (!utf8.empty() && DisplayWidth(utf8) + 3 > width) {
    while ((utf8.back() & 0xC0) == 0x80) utf8.pop_back();  // the rest of a letter
    utf8.pop_back();
  }
  return utf8 + "...";
}

}  // namespace

ProgressLine::ProgressLine(absl::string_view file_name, int64_t size_bytes)
    : file_name_(Printable(file_name)), size_bytes_(size_bytes), last_sent_(SystemClock().Now()) {
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
    const std::string text = Text();
    const int width = TerminalWidth() - 1;  // a full line would begin the next one
    const std::string name = Shortened(file_name_, width - DisplayWidth(text));
    fputs((kEraseLine + Shortened(name + text, width)).c_str(), stderr);
    fflush(stderr);
  }
  if (shown) fputs(kEraseLine, stderr);
}

std::string ProgressLine::Text() {
  if (sent_bytes_ >= size_bytes_) {
    return absl::StrFormat(": sent, the service is at work on it: %d s",
                           absl::ToInt64Seconds(SystemClock().Now() - last_sent_));
  }
  const double sent = static_cast<double>(sent_bytes_);
  const double size = static_cast<double>(size_bytes_);
  return absl::StrFormat(": %.1f of %.1f MiB sent (%d %%)", sent / kMebibyte, size / kMebibyte,
                         static_cast<int>(100 * sent / size));
}

}  // namespace entente::client
