#include "trade_service/load/scaled.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/text/digits.h"

namespace entente::trade {
namespace {

constexpr size_t kMaxPowerDigits = 4;

// Reads what stands behind the `e` of a number; false if it is no power that a Decimal could have.
bool ReadPower(absl::string_view text, int& power) {
  const bool down = absl::ConsumePrefix(&text, "-");
  if (!down) absl::ConsumePrefix(&text, "+");
  if (text.size() > kMaxPowerDigits || !AllDigits(text) || !absl::SimpleAtoi(text, &power)) {
    return false;
  }
  if (down) power = -power;
  return true;
}

}  // namespace

absl::StatusOr<Decimal> ParseScaled(absl::string_view text, int exponent) {
  const size_t mark = std::min(text.find_first_of("eE"), text.size());
  int power = 0;
  if (mark < text.size() && !ReadPower(text.substr(mark + 1), power)) return Decimal::Parse(text);
  return Decimal::Parse(absl::StrCat(text.substr(0, mark), "e", power + exponent));
}

}  // namespace entente::trade
