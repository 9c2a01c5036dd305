#include "trade_service/core/locator.h"

#include "absl/strings/ascii.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace entente::trade {
namespace {

// Reads a number above zero, as it is written by us.
template <typename T>
bool ReadNumber(absl::string_view text, T& number) {
  return !text.empty() && text.front() >= '1' && text.front() <= '9' &&
         absl::ascii_isdigit(static_cast<unsigned char>(text.back())) &&
         absl::SimpleAtoi(text, &number);
}

}  // namespace

std::string LocatorOf(int64_t line, uint32_t further_lines) {
  return further_lines == 0 ? absl::StrCat("line ", line)
                            : absl::StrCat("line ", line, " and ", further_lines, " more");
}

Locator Locator::Parse(absl::string_view text) {
  absl::string_view rest = text;
  int64_t line = 0;
  uint32_t further_lines = 0;
  if (absl::ConsumePrefix(&rest, "line ")) {
    const absl::string_view first = rest.substr(0, rest.find(' '));
    rest.remove_prefix(first.size());
    if (ReadNumber(first, line) && (rest.empty() || (absl::ConsumePrefix(&rest, " and ") &&
                                                     absl::ConsumeSuffix(&rest, " more") &&
                                                     ReadNumber(rest, further_lines)))) {
      return Locator(line, further_lines);
    }
  }
  return Locator(std::string(text));
}

}  // namespace entente::trade
