#include "common/rpc/request_log.h"

#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/rpc/public_error.h"
#include "common/status/error.h"

namespace entente::rpc {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

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
                    .cause = absl::OkStatus(),
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

// The line of a call that failed for a cause.
std::string LineOfFailure(const absl::Status& cause) {
  const Context context;
  return LineOf({.context = context,
                 .status = PublicError(cause),
                 .cause = cause,
                 .peer = "",
                 .started = kStarted});
}

TEST(RequestLogTest, TellsWhyACallFailed) {
  EXPECT_THAT(LineOfFailure(absl::NotFoundError("no 'x'")),
              AllOf(HasSubstr(R"("severity":"INFO")"), HasSubstr(R"("code":"NOT_FOUND")"),
                    HasSubstr(R"("detail":"no 'x'"})")));
}

TEST(RequestLogTest, WarnsOfTheServersOwnFailuresAndTellsTheirCause) {
  EXPECT_THAT(LineOfFailure(Error(absl::StatusCode::kPermissionDenied, "STORE_READ_ONLY",
                                  "/var/lib/entente/trade.db: read-only")),
              AllOf(HasSubstr(R"("severity":"WARNING")"), HasSubstr(R"("code":"INTERNAL")"),
                    HasSubstr(R"("detail":"/var/lib/entente/trade.db: read-only"})")));
}

}  // namespace
}  // namespace entente::rpc
