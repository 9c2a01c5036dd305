#include "common/obs/log.h"

#include <unistd.h>

#include <array>
#include <cerrno>
#include <chrono>
#include <cstddef>
#include <limits>

#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"

#include "common/obs/json_string.h"

namespace entente::obs {
namespace {

constexpr size_t kMost = 16 << 20;  // bytes that may wait
constexpr size_t kMany = 1 << 20;   // bytes that are written without a pause
constexpr std::chrono::milliseconds kPause(10);

absl::string_view NameOf(Severity severity) {
  switch (severity) {
    case Severity::kInfo:
      return "INFO";
    case Severity::kWarning:
      return "WARNING";
    case Severity::kError:
      return "ERROR";
  }
  return "";
}

// "2022-05-10T09:30:00", made anew only when the second is another one.
absl::string_view SecondText(int64_t second) {
  thread_local int64_t last = std::numeric_limits<int64_t>::min();
  thread_local std::string text;
  if (second != last) {
    text =
        absl::FormatTime("%Y-%m-%dT%H:%M:%S", absl::FromUnixSeconds(second), absl::UTCTimeZone());
    last = second;
  }
  return text;
}

void AppendTime(absl::Time time, std::string& line) {
  const int64_t second = absl::ToUnixSeconds(time);
  int64_t micros = absl::ToInt64Microseconds(time - absl::FromUnixSeconds(second));
  std::array<char, 6> digits;
  for (auto digit = digits.rbegin(); digit != digits.rend(); ++digit, micros /= 10) {
    *digit = static_cast<char>('0' + micros % 10);
  }
  absl::StrAppend(&line, SecondText(second), ".", absl::string_view(digits.data(), digits.size()),
                  "Z");
}

void AppendValue(const Log::Value& value, std::string& line) {
  if (const auto* number = std::get_if<int64_t>(&value)) {
    absl::StrAppend(&line, *number);
  } else if (const auto* truth = std::get_if<bool>(&value)) {
    line += *truth ? "true" : "false";
  } else {
    AppendJsonString(std::get<absl::string_view>(value), line);
  }
}

void AppendLine(absl::Time time, Severity severity, absl::string_view message,
                absl::Span<const Log::Field> fields, std::string& line) {
  line += R"({"time":")";
  AppendTime(time, line);
  absl::StrAppend(&line, R"(","severity":")", NameOf(severity), R"(","message":)");
  AppendJsonString(message, line);
  for (const auto& [name, value] : fields) {
    line += ',';
    AppendJsonString(name, line);
    line += ':';
    AppendValue(value, line);
  }
  line += "}\n";
}

// Writes what the descriptor takes, from the start on; how much that was.
size_t WriteSome(int fd, absl::string_view bytes) {
  size_t written = 0;
  while (written < bytes.size()) {
    const ssize_t count = write(fd, bytes.data() + written, bytes.size() - written);
    if (count >= 0) {
      written += static_cast<size_t>(count);
    } else if (errno != EINTR) {
      break;
    }
  }
  return written;
}

}  // namespace

Log::Log(int fd) : fd_(fd), writer_([this] { Run(); }) {}

Log::~Log() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  wanted_.notify_one();
  writer_.join();
}

void Log::Write(Severity severity, absl::string_view message, absl::Span<const Field> fields) {
  Write(absl::Now(), severity, message, fields);
}

void Log::Write(absl::Time time, Severity severity, absl::string_view message,
                absl::Span<const Field> fields) {
  // In a buffer of the thread, so that the lock is held for no more than a copy.
  thread_local std::string line;
  line.clear();
  AppendLine(time, severity, message, fields, line);
  size_t before;
  size_t after;
  {
    const std::lock_guard lock(mutex_);
    before = waiting_.size();
    after = before + line.size();
    if (after > kMost) {
      ++dropped_;
      return;
    }
    waiting_ += line;
  }
  if (before == 0 || (before < kMany && after >= kMany)) wanted_.notify_one();
}

void Log::Run() {
  std::string batch;
  while (Gather(batch)) batch.erase(0, WriteSome(fd_, batch));
}

bool Log::Gather(std::string& batch) {
  std::unique_lock lock(mutex_);
  wanted_.wait(lock, [&] { return stopping_ || !waiting_.empty() || !batch.empty(); });
  // More lines will follow: a pause costs less than being woken for each of them.
  wanted_.wait_for(lock, kPause,
                   [&] { return stopping_ || (batch.empty() && waiting_.size() >= kMany); });
  if (!batch.empty()) return !stopping_;
  batch.swap(waiting_);
  if (dropped_ > 0) {
    AppendLine(absl::Now(), Severity::kWarning, "log lines were dropped", {{"lines", dropped_}},
               batch);
    dropped_ = 0;
  }
  return !batch.empty();
}

}  // namespace entente::obs
