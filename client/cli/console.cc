#include "client/cli/console.h"

#include <stdio.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "client/advice.h"
#include "client/render/layout.h"
#include "common/geo/country.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/time/clock.h"

namespace entente::client {
namespace {

constexpr int kLeastWidth = 60;
constexpr int kMostWidth = 120;  // longer lines are hard to read

bool IsSet(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr && *value != '\0';
}

// Whether a text may be a source's own code of an area that is no country ("EU27_2020", "899",
// "BLX"): the service knows those, and refuses what is none.
bool IsAreaCode(absl::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isupper(c) || absl::ascii_isdigit(c) || c == '_';
  });
}

}  // namespace

absl::Time GlobalOptions::Deadline(absl::Duration standard) const {
  return SystemClock().Now() + timeout.value_or(standard);
}

bool ErrorsAreSeen() { return isatty(STDERR_FILENO) == 1; }

TextOptions TerminalText() {
  TextOptions options;
  if (isatty(STDOUT_FILENO) != 1) return options;
  winsize size{};
  if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
    options.width = std::clamp<int>(size.ws_col, kLeastWidth, kMostWidth);
  }
  const char* terminal = std::getenv("TERM");
  const bool dumb = terminal != nullptr && std::strcmp(terminal, "dumb") == 0;
  options.colour = !IsSet("NO_COLOR") && !dumb;
  return options;
}

absl::Status Write(absl::string_view text) {
  if (fwrite(text.data(), 1, text.size(), stdout) == text.size() && fflush(stdout) == 0) {
    return absl::OkStatus();
  }
  return Error(absl::StatusCode::kDataLoss, "OUTPUT_LOST",
               absl::StrCat("the answer cannot be written: ", std::strerror(errno)));
}

ExitCode Print(absl::string_view text) {
  const absl::Status written = Write(text);
  return written.ok() ? ExitCode::kOk : Fail(written);
}

std::string ErrorText(absl::string_view sentence, absl::string_view reason,
                      absl::string_view code) {
  return absl::StrCat(
      "entente: ", Printable(sentence), "\n  reason: ",
      reason.empty() || reason == code ? std::string(code) : absl::StrCat(reason, " (", code, ")"),
      "\n");
}

absl::Status RefusePast(const GlobalOptions& global, absl::string_view why) {
  if (!global.as_of && global.trade_revision == 0) return absl::OkStatus();
  return Error(absl::StatusCode::kInvalidArgument, "OPTION_INVALID",
               absl::StrCat(why, "; leave --as-of and --trade-revision out"));
}

ExitCode Fail(const absl::Status& status) {
  std::string text = ErrorText(std::string(status.message()), DetailsOf(status).reason,
                               absl::StatusCodeToString(status.code()));
  if (const std::string advice = Advice(status); !advice.empty()) {
    absl::StrAppend(&text, "  next:   ", advice, "\n");
  }
  fputs(text.c_str(), stderr);
  return ExitCodeOf(status);
}

absl::Status ResolveCountries(const std::vector<std::string*>& texts) {
  for (std::string* text : texts) {
    if (text->empty()) continue;
    if (absl::EqualsIgnoreCase(*text, "W00") || absl::EqualsIgnoreCase(*text, "WLD") ||
        absl::EqualsIgnoreCase(*text, "world")) {
      *text = "W00";
      continue;
    }
    const absl::StatusOr<Country> parsed = ParseCountry(*text);
    if (parsed.ok()) {
      *text = parsed->alpha3;
    } else if (!IsAreaCode(*text)) {
      return parsed.status();
    }
  }
  return absl::OkStatus();
}

absl::StatusOr<Pair> ParsePairArguments(const PairArguments& arguments) {
  ASSIGN_OR_RETURN(const Country first, ParseCountry(arguments.first));
  ASSIGN_OR_RETURN(const Country second, ParseCountry(arguments.second));
  if (first.alpha3 == second.alpha3) {
    return Error(absl::StatusCode::kInvalidArgument, "PAIR_INVALID",
                 absl::StrCat("'", arguments.first, "' and '", arguments.second, "' are both ",
                              first.name, "; give two different countries"));
  }
  return MakePair(first.alpha3, second.alpha3);
}

}  // namespace entente::client
