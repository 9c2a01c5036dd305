#ifndef ENTENTE_TRADE_SERVICE_CORE_DECIMAL_H_
#define ENTENTE_TRADE_SERVICE_CORE_DECIMAL_H_

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>
#include <utility>

#include "absl/numeric/int128.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// An exact decimal number, for money and quantities: at most kMaxDigits significant digits, of
// which at most kMaxScale decimals. Nothing is rounded but by TimesShare: what does not fit is an
// error, and what overflows is OUT_OF_RANGE. 1.5 and 1.50 are the same value with the same text and
// hash.
class Decimal {
 public:
  static constexpr int kMaxDigits = 38;
  static constexpr int kMaxScale = 18;

  // 0.
  constexpr Decimal() = default;

  // mantissa / 10^scale, where 0 <= scale <= kMaxScale.
  static Decimal FromScaled(int64_t mantissa, int scale);

  // Reads an optional sign, digits, an optional point with digits, an optional exponent: `-12`,
  // `4111047931.68`, `1.2E+9`. No blanks, no grouping. One pass, no allocation.
  // INVALID_ARGUMENT, naming the column (from 1), for anything else; OUT_OF_RANGE for a number that
  // a Decimal cannot hold exactly.
  static absl::StatusOr<Decimal> Parse(absl::string_view text);

  // The exact result, or OUT_OF_RANGE if it needs more than kMaxDigits digits or one of the terms
  // does when written with the decimals of the other.
  absl::StatusOr<Decimal> Add(const Decimal& other) const;
  absl::StatusOr<Decimal> Subtract(const Decimal& other) const { return Add(-other); }

  // This number times ten to the power of `exponent`, which may be negative: 3 for a value in
  // thousands, 6 in millions. OUT_OF_RANGE if the result does not fit.
  absl::StatusOr<Decimal> TimesPowerOfTen(int exponent) const;

  // This number times `share`, rounded half to even to `decimals` decimals (0 to kMaxScale) if the
  // product has more. OUT_OF_RANGE if the result does not fit, or `share` is not from 0 to 1.5:
  // shares of a whole are meant, that add up to a little more than 1 because each was rounded.
  absl::StatusOr<Decimal> TimesShare(const Decimal& share, int decimals) const;

  // Number of decimals, without trailing zeros.
  int scale() const { return scale_; }

  // This number times 10^scale, where `scale` is at least scale(); nothing if that does not fit in
  // 64 bits. FromScaled's inverse.
  std::optional<int64_t> Scaled(int scale) const;

  // Cannot overflow.
  Decimal operator-() const { return Decimal(-mantissa_, scale_); }

  // The nearest double, nearly: for ratios and growth rates, never for money.
  double ToDouble() const;

  // Plain digits, no exponent, no trailing zero in the fraction: `-0.5`, `1200000000`, `0`.
  // Parse reads it back.
  std::string ToString() const;

  // For people: `4,111,047,931.68`.
  std::string Grouped() const;

  // Canonical parts make equal values equal members.
  friend bool operator==(const Decimal&, const Decimal&) = default;
  friend std::strong_ordering operator<=>(const Decimal& left, const Decimal& right);

  template <typename H>
  friend H AbslHashValue(H hash, const Decimal& decimal) {
    return H::combine(std::move(hash), decimal.mantissa_, decimal.scale_);
  }

  friend std::ostream& operator<<(std::ostream& out, const Decimal& decimal);

 private:
  constexpr Decimal(absl::int128 mantissa, int32_t scale) : mantissa_(mantissa), scale_(scale) {}

  // mantissa * 10^exponent in canonical form, or OUT_OF_RANGE.
  static absl::StatusOr<Decimal> Canonical(absl::int128 mantissa, int64_t exponent);

  // mantissa_ / 10^scale_. Canonical: the scale is 0 or the mantissa does not end in 0.
  absl::int128 mantissa_ = 0;
  int32_t scale_ = 0;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_DECIMAL_H_
