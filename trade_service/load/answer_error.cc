#include "trade_service/load/answer_error.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/text/utf8.h"
#include "trade_service/load/table.h"

namespace entente::trade {
namespace {

constexpr size_t kLettersQuoted = 200;

// Of SDMX's guidelines for web services: too large as asked for, and too large for the service; 413
// is HTTP's, which messages have too.
constexpr std::array<absl::string_view, 3> kTooLarge = {"130", "413", "510"};

}  // namespace

absl::Status AnswerIsError(int64_t line, absl::string_view said) {
  return AtLine(line, "FILE_IS_ERROR",
                absl::StrCat("the source answered with an error message, not with data: ",
                             Quoted(said, kLettersQuoted), "; ask it again"));
}

absl::Status SdmxAnswerIsError(absl::string_view code, absl::string_view said) {
  const std::string whole = absl::StrCat(code, code.empty() || said.empty() ? "" : ": ", said);
  if (!IsTooLargeForSdmx(code)) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_IS_ERROR",
                 absl::StrCat("the source answered with an error message: ",
                              Quoted(whole, kLettersQuoted), "; ask it again"));
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
