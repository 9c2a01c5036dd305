#include "common/obs/log.h"

#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>
#include <thread>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace entente::obs {
namespace {

using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::HasSubstr;
using ::testing::StartsWith;

// A file in memory to write to.
class MemoryFile {
 public:
  MemoryFile() : fd_(memfd_create("log", MFD_CLOEXEC)) {}
  ~MemoryFile() { close(fd_); }

  int fd() const { return fd_; }

  std::vector<std::string> Lines() const {
    std::string content(static_cast<size_t>(lseek(fd_, 0, SEEK_END)), '\0');
    EXPECT_EQ(pread(fd_, content.data(), content.size(), 0), static_cast<ssize_t>(content.size()));
    if (content.empty()) return {};
    EXPECT_EQ(content.back(), '\n');
    content.pop_back();
    return absl::StrSplit(content, '\n');
  }

 private:
  const int fd_;
};

// Two ends of a pipe.
class Pipe {
 public:
  Pipe() { EXPECT_EQ(pipe2(ends_.data(), O_CLOEXEC), 0); }
  ~Pipe() {
    close(ends_[0]);
    close(ends_[1]);
  }

  int to_write() const { return ends_[1]; }

  // Waits until no byte more can be written.
  void AwaitFull() const {
    const int size = fcntl(ends_[1], F_GETPIPE_SZ);
    for (int held = 0; held < size;) {
      std::this_thread::yield();
      ASSERT_EQ(ioctl(ends_[0], FIONREAD, &held), 0);
    }
  }

  // Everything up to the end of the line that holds `text`.
  std::string ReadThrough(absl::string_view text) const {
    std::string content;
    std::array<char, 65536> buffer;
    size_t line = 0;  // where the last one begins
    while (!(absl::EndsWith(content, "\n") && absl::StrContains(content.substr(line), text))) {
      const ssize_t count = read(ends_[0], buffer.data(), buffer.size());
      if (count <= 0) break;
      content.append(buffer.data(), static_cast<size_t>(count));
      line = content.rfind('\n', content.size() - 2) + 1;
    }
    return content;
  }

 private:
  std::array<int, 2> ends_;
};

constexpr absl::Time kTime = absl::FromUnixMicros(1652175000000042);

TEST(LogTest, WritesFieldsInOrder) {
  MemoryFile file;
  {
    Log log(file.fd());
    log.Write(kTime, Severity::kInfo, "listening",
              {{"address", "127.0.0.1:7001"}, {"revision", 17}, {"open", false}});
  }
  EXPECT_THAT(file.Lines(),
              ElementsAre(R"({"time":"2022-05-10T09:30:00.000042Z","severity":"INFO",)"
                          R"("message":"listening","address":"127.0.0.1:7001","revision":17,)"
                          R"("open":false})"));
}

TEST(LogTest, NamesSeverities) {
  MemoryFile file;
  {
    Log log(file.fd());
    log.Write(Severity::kInfo, "a");
    log.Write(Severity::kWarning, "b");
    log.Write(Severity::kError, "c");
  }
  EXPECT_THAT(file.Lines(), ElementsAre(HasSubstr(R"("severity":"INFO","message":"a"})"),
                                        HasSubstr(R"("severity":"WARNING","message":"b"})"),
                                        HasSubstr(R"("severity":"ERROR","message":"c"})")));
}

TEST(LogTest, TellsSecondsAndTheirFractionsApart) {
  MemoryFile file;
  {
    Log log(file.fd());
    log.Write(kTime + absl::Microseconds(999'957), Severity::kInfo, "");
    log.Write(kTime + absl::Microseconds(999'958), Severity::kInfo, "");
    log.Write(absl::UnixEpoch() - absl::Microseconds(1), Severity::kInfo, "");
  }
  EXPECT_THAT(file.Lines(), ElementsAre(StartsWith(R"({"time":"2022-05-10T09:30:00.999999Z")"),
                                        StartsWith(R"({"time":"2022-05-10T09:30:01.000000Z")"),
                                        StartsWith(R"({"time":"1969-12-31T23:59:59.999999Z")")));
}

TEST(LogTest, EscapesWhateverIsLogged) {
  MemoryFile file;
  {
    Log log(file.fd());
    log.Write(kTime, Severity::kInfo, "two\nlines \"and\" \xff", {{"na\"me", "va\\lue\x01"}});
  }
  EXPECT_THAT(file.Lines(), ElementsAre("{\"time\":\"2022-05-10T09:30:00.000042Z\","
                                        "\"severity\":\"INFO\","
                                        "\"message\":\"two\\nlines \\\"and\\\" \uFFFD\","
                                        "\"na\\\"me\":\"va\\\\lue\\u0001\"}"));
}

TEST(LogTest, WritesWithoutBeingAskedTo) {
  Pipe pipe;
  Log log(pipe.to_write());
  log.Write(Severity::kInfo, "now");
  EXPECT_THAT(pipe.ReadThrough("message"), HasSubstr(R"("message":"now"})"));
}

TEST(LogTest, LinesOfManyThreadsStayWholeAndInOrder) {
  constexpr int kThreads = 4;
  constexpr int kLines = 5000;
  MemoryFile file;
  {
    Log log(file.fd());
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&log, i] {
        for (int k = 0; k < kLines; ++k) log.Write(Severity::kInfo, "", {{"of", i}, {"line", k}});
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  std::array<int, kThreads> next = {};
  for (const std::string& line : file.Lines()) {
    const std::vector<std::string> parts = absl::StrSplit(line, absl::ByAnyChar(":,}"));
    int of = -1;
    int number = -1;
    ASSERT_TRUE(absl::SimpleAtoi(parts[parts.size() - 4], &of)) << line;
    ASSERT_TRUE(absl::SimpleAtoi(parts[parts.size() - 2], &number)) << line;
    ASSERT_EQ(number, next[static_cast<size_t>(of)]++);
  }
  EXPECT_THAT(next, ::testing::Each(kLines));
}

TEST(LogTest, DropsAndCountsWhatASlowReaderCannotTake) {
  const std::string text(1 << 20, 'x');
  constexpr int kLines = 32;
  Pipe pipe;
  std::string content;
  {
    Log log(pipe.to_write());
    // Nobody reads: the first line fills the pipe, 15 more the log.
    log.Write(Severity::kInfo, text);
    pipe.AwaitFull();
    for (int i = 1; i < kLines; ++i) log.Write(Severity::kInfo, text);
    content = pipe.ReadThrough("\"lines\":");
  }
  EXPECT_EQ(std::count(content.begin(), content.end(), '\n'), 16 + 1);
  EXPECT_THAT(content, EndsWith(R"("severity":"WARNING","message":"log lines were dropped",)"
                                R"("lines":16})"
                                "\n"));
}

TEST(LogTest, TriesAgainWhatTheDescriptorDidNotTake) {
  Pipe pipe;
  ASSERT_EQ(fcntl(pipe.to_write(), F_SETFL, O_NONBLOCK), 0);
  Log log(pipe.to_write());
  const std::string text(1 << 20, 'x');  // more than a pipe holds at once
  log.Write(Severity::kInfo, text);
  EXPECT_THAT(pipe.ReadThrough("message"), HasSubstr(text));
}

TEST(LogTest, EndsWhenTheDescriptorTakesNothing) {
  Log log(-1);
  log.Write(Severity::kInfo, "lost");
}

}  // namespace
}  // namespace entente::obs
