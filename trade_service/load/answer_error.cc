#include "trade_service/load/answer_error.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <iterator>
#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/file/table.h"
#include "common/status/error.h"
#include "common/text/utf8.h"

namespace entente::trade {
namespace {

constexpr size_t kLettersQuoted = 200;

// Of SDMX's guidelines for web services: too large as asked for, and too large for the service; 413
// is HTTP's, which messages have too.
constexpr std::array<absl::string_view, 3> kTooLarge = {"130", "413", "510"};

// What to do about an error message that has this in it, in whatever case.
struct Advice {
  absl::string_view said;
  absl::string_view what;
};
constexpr Advice kAdvice[] = {
    {"no results", "ask for other countries or periods"},
    {"no data", "ask for other countries or periods"},
    {"no records", "ask for other countries or periods"},
    {"rate limit", "ask it again later"},
    {"usage limit", "ask it again later"},
    {"too complex", "ask for less at a time"},
    {"resultset count", "ask for less at a time"},
    {"too many", "ask for less at a time"},
};

absl::string_view AdviceOn(absl::string_view said) {
  const std::string lower = absl::AsciiStrToLower(said);
  const auto* const known =
      std::find_if(std::begin(kAdvice), std::end(kAdvice),
                   [&](const Advice& advice) { return absl::StrContains(lower, advice.said); });
  return known == std::end(kAdvice) ? "ask it again" : known->what;
}

}  // namespace

absl::Status AnswerIsError(int64_t line, absl::string_view said) {
  return AtLine(line, "FILE_IS_ERROR",
                absl::StrCat("the source answered with an error message, not with data: ",
                             Quoted(said, kLettersQuoted), "; ", AdviceOn(said)));
}

absl::Status SdmxAnswerIsError(absl::string_view code, absl::string_view said) {
  const std::string whole = absl::StrCat(code, code.empty() || said.empty() ? "" : ": ", said);
  if (!IsTooLargeForSdmx(code)) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_IS_ERROR",
                 absl::StrCat("the source answered with an error message: ",
                              Quoted(whole, kLettersQuoted), "; ", AdviceOn(whole)));
  }
  return Error(absl::StatusCode::kInvalidArgument, "FILE_TRUNCATED",
               absl::StrCat("the source left data out because there are too many, and says so: ",
                            Quoted(whole, kLettersQuoted),
                            "; ask for less at a time, and give each part a data set of its own"));
}

bool IsTooLargeForSdmx(absl::string_view code) {
  return std::find(kTooLarge.begin(), kTooLarge.end(), code) != kTooLarge.end();
}

}  // namespace entente::trade
