#include "common/rpc/request_log.h"

#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "gtest/gtest.h"

namespace entente::rpc {
namespace {

// The line that is logged for a call.
std::string LineOf(const CallRecord& call) {
  const int fd = memfd_create("log", MFD_CLOEXEC);
  {
    obs::Log log(fd);
    RequestLog(log)(call);
  }
  std::string line(static_cast<size_t>(lseek(fd, 0, SEEK_END)), '\0');
  EXPECT_EQ(pread(fd, line.data(), line.size(), 0), static_cast<ssize_t>(line.size()));
  close(fd);
  return line;
}

const absl::Time kStarted = absl::FromUnixMicros(1652175000000042);

TEST(RequestLogTest, WritesACallThatWasAnswered) {
  Context context;
  context.method = "entente.testing.v1.EchoService.Say";
  context.principal = "anonymous";
  EXPECT_EQ(LineOf({.context = context,
                    .status = absl::OkStatus(),
                    .peer = "ipv4:127.0.0.1:40000",
                    .started = kStarted,
                    .duration = absl::Microseconds(123),
                    .messages_in = 1,
                    .messages_out = 2,
                    .bytes_in = 3,
                    .bytes_out = 4,
                    .kept_answer = true}),
            R"({"time":"2022-05-10T09:30:00.000042Z","severity":"INFO","message":"call",)"
            R"("method":"entente.testing.v1.EchoService.Say","code":"OK","duration_us":123,)"
            R"("messages_in":1,"messages_out":2,"bytes_in":3,"bytes_out":4,"kept_answer":true,)"
            R"("principal":"anonymous","peer":"ipv4:127.0.0.1:40000"})"
            "\n");
}

std::string LineOfFailure(const absl::Status& status) {
  const Context context;
  return LineOf({.context = context, .status = status, .peer = "", .started = kStarted});
}

TEST(RequestLogTest, TellsWhyACallFailed) {
  const std::string line = LineOfFailure(absl::NotFoundError("no 'x'"));
  EXPECT_NE(line.find(R"("code":"NOT_FOUND")"), std::string::npos) << line;
  EXPECT_NE(line.find(R"("detail":"no 'x'"})"), std::string::npos) << line;
}

TEST(RequestLogTest, WarnsOfTheServersOwnFailures) {
  for (const absl::StatusCode own :
       {absl::StatusCode::kUnknown, absl::StatusCode::kInternal, absl::StatusCode::kDataLoss,
        absl::StatusCode::kUnavailable, absl::StatusCode::kUnimplemented}) {
    EXPECT_NE(LineOfFailure(absl::Status(own, "")).find(R"("severity":"WARNING")"),
              std::string::npos);
  }
  for (const absl::StatusCode callers :
       {absl::StatusCode::kCancelled, absl::StatusCode::kInvalidArgument,
        absl::StatusCode::kDeadlineExceeded, absl::StatusCode::kResourceExhausted}) {
    EXPECT_NE(LineOfFailure(absl::Status(callers, "")).find(R"("severity":"INFO")"),
              std::string::npos);
  }
}

}  // namespace
}  // namespace entente::rpc
