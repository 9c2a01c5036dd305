#include "trade_service/core/decimal.h"

#include <algorithm>
#include <array>
#include <ostream>

#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace entente::trade {
namespace {

using ::absl::int128;
using ::absl::uint128;

constexpr auto kPowersOfTen = [] {
  std::array<uint128, Decimal::kMaxDigits + 1> powers = {1};
  for (size_t i = 1; i < powers.size(); ++i)
    powers[i] = (powers[i - 1] << 3) + (powers[i - 1] << 1);
  return powers;
}();

// As doubles, exact.
constexpr auto kDoublePowersOfTen = [] {
  std::array<double, Decimal::kMaxScale + 1> powers = {1};
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

uint128 Magnitude(int128 value) { return static_cast<uint128>(value < 0 ? -value : value); }

// Multiplies `mantissa` by 10^exponent unless the product has more than kMaxDigits digits.
bool Shift(int64_t exponent, int128& mantissa) {
  if (exponent == 0) return true;
  if (exponent > Decimal::kMaxDigits) return mantissa == 0;
  if (Magnitude(mantissa) >= kPowersOfTen[Decimal::kMaxDigits - exponent]) return false;
  mantissa *= static_cast<int128>(kPowersOfTen[exponent]);
  return true;
}

absl::Status DoesNotFit(absl::string_view what) {
  return absl::OutOfRangeError(absl::StrCat(what, " does not fit in ", Decimal::kMaxDigits,
                                            " digits with ", Decimal::kMaxScale, " decimals"));
}

// `text` as it may stand in an error, whatever was sent.
std::string Quoted(absl::string_view text) {
  constexpr size_t kShown = 60;
  return absl::StrCat("number '", absl::CHexEscape(text.substr(0, kShown)),
                      text.size() > kShown ? "...'" : "'");
}

absl::Status Unexpected(absl::string_view text, const char* at, absl::string_view expected) {
  return absl::InvalidArgumentError(
      absl::StrCat(Quoted(text), ", column ", at - text.data() + 1, ": ", expected, " expected"));
}

// The digits of a number, read from left to right without the zeros at both ends.
struct Digits {
  uint128 value = 0;          // valid while count is at most kMaxDigits
  int64_t count = 0;          // digits in value
  int64_t pending_zeros = 0;  // read since; part of the value only if another digit follows

  // Reads all digits from `p` on and returns where they end.
  const char* Read(const char* p, const char* end) {
    for (; p != end && absl::ascii_isdigit(*p); ++p) {
      if (*p == '0') {
        ++pending_zeros;
        continue;
      }
      const int64_t places = count == 0 ? 1 : pending_zeros + 1;
      count += places;
      pending_zeros = 0;
      if (count <= Decimal::kMaxDigits) value = value * kPowersOfTen[places] + (*p - '0');
    }
    return p;
  }
};

}  // namespace

absl::StatusOr<Decimal> Decimal::Parse(absl::string_view text) {
  const char* p = text.data();
  const char* const end = p + text.size();
  const bool negative = p != end && *p == '-';
  if (p != end && (*p == '-' || *p == '+')) ++p;

  Digits digits;
  const char* const whole = p;
  p = digits.Read(p, end);
  if (p == whole) return Unexpected(text, p, "digit");

  int64_t exponent = 0;
  if (p != end && *p == '.') {
    const char* const fraction = ++p;
    p = digits.Read(p, end);
    if (p == fraction) return Unexpected(text, p, "digit");
    exponent = fraction - p;
  }

  if (p != end && (*p == 'e' || *p == 'E')) {
    ++p;
    const bool down = p != end && *p == '-';
    if (p != end && (*p == '-' || *p == '+')) ++p;
    const char* const power = p;
    int64_t value = 0;
    for (; p != end && absl::ascii_isdigit(*p); ++p) {
      value = std::min<int64_t>(value * 10 + (*p - '0'), 1'000'000'000);  // fits no Decimal but 0
    }
    if (p == power) return Unexpected(text, p, "digit of the exponent");
    exponent += down ? -value : value;
  }
  if (p != end) return Unexpected(text, p, "end of the number");

  if (digits.count == 0) return Decimal();
  exponent += digits.pending_zeros;
  if (digits.count + std::max<int64_t>(exponent, 0) > kMaxDigits || exponent < -kMaxScale) {
    return DoesNotFit(Quoted(text));
  }
  int128 mantissa = static_cast<int128>(digits.value);
  if (negative) mantissa = -mantissa;
  if (exponent <= 0) return Decimal(mantissa, static_cast<int32_t>(-exponent));
  return Decimal(mantissa * static_cast<int128>(kPowersOfTen[exponent]), 0);
}

absl::StatusOr<Decimal> Decimal::Canonical(int128 mantissa, int64_t exponent) {
  if (const auto low = static_cast<int64_t>(mantissa);
      int128{low} == mantissa && exponent <= 0 && exponent >= -kMaxScale) {
    return FromScaled(low, static_cast<int>(-exponent));
  }
  while (exponent < 0 && mantissa % 10 == 0 && mantissa != 0) {
    mantissa /= 10;
    ++exponent;
  }
  if (mantissa == 0) return Decimal();
  if (exponent < -kMaxScale || (exponent > 0 && !Shift(exponent, mantissa))) {
    return DoesNotFit("result");
  }
  return Decimal(mantissa, exponent < 0 ? static_cast<int32_t>(-exponent) : 0);
}

Decimal Decimal::FromScaled(int64_t mantissa, int scale) {
  while (scale > 0 && mantissa % 10 == 0) {
    if (mantissa == 0) return Decimal();
    mantissa /= 10;
    --scale;
  }
  return Decimal(mantissa, scale);
}

std::optional<int64_t> Decimal::Scaled(int scale) const {
  const auto low = static_cast<int64_t>(mantissa_);
  int64_t scaled = 0;
  if (int128{low} != mantissa_ || scale - scale_ > kMaxScale ||
      __builtin_mul_overflow(low, static_cast<int64_t>(kPowersOfTen[scale - scale_]), &scaled)) {
    return std::nullopt;
  }
  return scaled;
}

absl::StatusOr<Decimal> Decimal::Add(const Decimal& other) const {
  constexpr int128 kMax = static_cast<int128>(kPowersOfTen[kMaxDigits] - 1);
  const int32_t scale = std::max(scale_, other.scale_);
  int128 left = mantissa_;
  int128 right = other.mantissa_;
  if (!Shift(scale - scale_, left) || !Shift(scale - other.scale_, right)) {
    return DoesNotFit("sum");
  }
  if (right > 0 ? left > kMax - right : left < -kMax - right) return DoesNotFit("sum");
  return Canonical(left + right, -scale);
}

absl::StatusOr<Decimal> Decimal::TimesPowerOfTen(int exponent) const {
  return Canonical(mantissa_, int64_t{exponent} - scale_);
}

absl::StatusOr<Decimal> Decimal::TimesShare(const Decimal& share, int decimals) const {
  constexpr uint128 kUnit = kPowersOfTen[kMaxScale];
  const std::optional<int64_t> scaled = share.Scaled(kMaxScale);
  if (!scaled || *scaled < 0 || static_cast<uint128>(*scaled) > kUnit / 2 * 3) {
    return absl::OutOfRangeError(absl::StrCat(share.ToString(), " is no share of a whole"));
  }
  // The product without this number's scale, in two parts, since it can have 56 digits: `whole`,
  // and `part` of kUnit.
  const auto factor = static_cast<uint128>(*scaled);
  const uint128 magnitude = Magnitude(mantissa_);
  const uint128 low = magnitude % kUnit * factor;
  uint128 whole = magnitude / kUnit * factor + low / kUnit;
  uint128 part = low % kUnit;
  uint128 rest = 0;  // of `divisor`, what is rounded away
  uint128 divisor = kUnit;
  bool more = false;  // whether something is left behind `rest`
  if (decimals >= scale_) {
    part *= kPowersOfTen[decimals - scale_];
    int128 shifted = static_cast<int128>(whole);
    if (!Shift(decimals - scale_, shifted)) return DoesNotFit("product");
    whole = static_cast<uint128>(shifted) + part / kUnit;
    rest = part % kUnit;
  } else {
    divisor = kPowersOfTen[scale_ - decimals];
    rest = whole % divisor;
    whole /= divisor;
    more = part != 0;
  }
  const bool half = rest == divisor / 2 && !more;
  if (half ? whole % 2 == 1 : rest >= divisor / 2) ++whole;
  const auto rounded = static_cast<int128>(whole);
  return Canonical(mantissa_ < 0 ? -rounded : rounded, -decimals);
}

double Decimal::ToDouble() const {
  return static_cast<double>(mantissa_) / kDoublePowersOfTen[static_cast<size_t>(scale_)];
}

std::string Decimal::ToString() const {
  constexpr uint64_t kLowDigits = 10'000'000'000'000'000'000u;  // 10^19, the most in 64 bits
  const uint128 magnitude = Magnitude(mantissa_);
  const size_t scale = static_cast<size_t>(scale_);
  std::string text;
  if (absl::Uint128High64(magnitude) == 0) {
    text = absl::StrCat(absl::Uint128Low64(magnitude));
  } else {
    text = absl::StrFormat("%d%019d", absl::Uint128Low64(magnitude / kLowDigits),
                           absl::Uint128Low64(magnitude % kLowDigits));
  }
  if (scale > 0) {
    if (text.size() <= scale) text.insert(0, scale + 1 - text.size(), '0');
    text.insert(text.size() - scale, 1, '.');
  }
  if (mantissa_ < 0) text.insert(0, 1, '-');
  return text;
}

std::string Decimal::Grouped() const {
  std::string text = ToString();
  const size_t first = mantissa_ < 0 ? 1 : 0;
  for (size_t at = std::min(text.find('.'), text.size()); at > first + 3;) {
    at -= 3;
    text.insert(at, 1, ',');
  }
  return text;
}

std::strong_ordering operator<=>(const Decimal& left, const Decimal& right) {
  const auto compare = [](int128 l, int128 r) {
    if (l == r) return std::strong_ordering::equal;
    return l < r ? std::strong_ordering::less : std::strong_ordering::greater;
  };
  if (left.scale_ == right.scale_) return compare(left.mantissa_, right.mantissa_);
  const int32_t scale = std::max(left.scale_, right.scale_);
  int128 l = left.mantissa_;
  int128 r = right.mantissa_;
  // Only the term with fewer decimals grows; where it outgrows 38 digits it outweighs the other.
  if (!Shift(scale - left.scale_, l)) {
    return l < 0 ? std::strong_ordering::less : std::strong_ordering::greater;
  }
  if (!Shift(scale - right.scale_, r)) {
    return r < 0 ? std::strong_ordering::greater : std::strong_ordering::less;
  }
  return compare(l, r);
}

std::ostream& operator<<(std::ostream& out, const Decimal& decimal) {
  return out << decimal.ToString();
}

}  // namespace entente::trade
