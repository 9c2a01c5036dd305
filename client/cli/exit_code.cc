#include "client/cli/exit_code.h"

#include <array>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "common/status/error.h"

namespace entente::client {
namespace {

struct Described {
  ExitCode code;
  absl::string_view meaning;
};

constexpr std::array<Described, 7> kCodes = {{
    {ExitCode::kOk, "done"},
    {ExitCode::kFailed, "failed for a reason that no other code names"},
    {ExitCode::kUsage, "wrong usage: the command line or the configuration file"},
    {ExitCode::kSectionMissing, "the brief was printed, but a section of it is missing"},
    {ExitCode::kNotFound, "there is no such file, agreement, source or release"},
    {ExitCode::kRefused, "the input was refused: a country, a date, a revision, a file"},
    {ExitCode::kUnreachable, "a service cannot be reached, or does not serve"},
}};

}  // namespace

ExitCode ExitCodeOf(const absl::Status& status) {
  if (DetailsOf(status).reason == "FILE_TOO_LARGE") return ExitCode::kRefused;
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kOk;
    case absl::StatusCode::kNotFound:
      return ExitCode::kNotFound;
    case absl::StatusCode::kInvalidArgument:
    case absl::StatusCode::kFailedPrecondition:
    case absl::StatusCode::kOutOfRange:
      return ExitCode::kRefused;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
      return ExitCode::kUnreachable;
    default:
      return ExitCode::kFailed;
  }
}

std::string ExitCodeHelp() {
  std::string help = "Exit codes:\n";
  for (const Described& described : kCodes) {
    absl::StrAppend(&help, "  ", static_cast<int>(described.code), "  ", described.meaning, "\n");
  }
  return help;
}

}  // namespace entente::client
