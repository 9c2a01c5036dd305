#ifndef ENTENTE_TRADE_SERVICE_PACKED_ROW_H_
#define ENTENTE_TRADE_SERVICE_PACKED_ROW_H_

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

#include "trade_service/core/block.h"
#include "trade_service/core/decimal.h"
#include "trade_service/core/observation.h"

// Observations of a block without what all of them share, and without texts of their own: a tenth
// of the memory traffic where millions are gathered.
namespace entente::trade {

// Texts by number.
class Texts {
 public:
  Texts() = default;
  Texts(Texts&&) = default;
  Texts& operator=(Texts&&) = default;

  // The number of a text, the same whenever it is asked for.
  uint32_t NumberOf(absl::string_view text);
  // A number for a text that is not asked for again.
  uint32_t Add(std::string text);
  const std::string& operator[](uint32_t number) const { return texts_[number]; }

 private:
  std::deque<std::string> texts_;  // the map's keys are views of them
  absl::flat_hash_map<absl::string_view, uint32_t> numbers_;
  uint32_t last_ = 0;
};

// The texts that packed rows name.
struct RowTexts {
  Texts commodities;
  Texts classifications;
  Texts units;
  Texts locators;
  Texts numbers;
};

// An amount, as exact as Decimal in less room; or none.
struct PackedNumber {
  static constexpr int32_t kNone = -1;
  static constexpr int32_t kText = -2;

  // mantissa / 10^scale, where scale <= Decimal::kMaxScale; below 0 it multiplies, which must fit.
  static PackedNumber FromScaled(int64_t mantissa, int scale);

  explicit operator bool() const { return scale != kNone; }

  // Without zeros at the end of the fraction, so that equal numbers are equal; with kText the
  // number of a text in RowTexts::numbers.
  int64_t mantissa = 0;
  int32_t scale = kNone;
};

PackedNumber Pack(const Decimal& number, RowTexts& texts);

// Pack's inverse, of one that is there.
Decimal Unpack(PackedNumber number, const RowTexts& texts);

struct PackedRow {
  // As ObservationColumns numbers it: a 1 and the digits of the code, or -1 - its number in
  // RowTexts::commodities.
  int32_t commodity = 0;
  uint32_t classification = 0;
  uint32_t quantity_unit = 0;
  // Where `line` is 0 the number of a text in RowTexts::locators, else how many further lines the
  // row was added up from.
  uint32_t locator = 0;
  int64_t line = 0;  // from 1
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;
  PackedNumber value = {0, 0};
  PackedNumber fob_value;
  PackedNumber net_weight_kg;
  PackedNumber quantity;
};

// One of a row's amounts.
using PackedAmount = PackedNumber PackedRow::*;

using PackedRows = absl::Span<const PackedRow>;

// The number times 10^scale, where `scale` is at least its own; nothing if that does not fit in 64
// bits. Of one that is there.
std::optional<int64_t> Scaled(PackedNumber number, int scale);

// The greatest scale of an amount, 0 if no row has it.
int GreatestScale(PackedRows rows, PackedAmount amount);

// The sum of an amount that every row has. OUT_OF_RANGE if it overflows.
absl::StatusOr<Decimal> SumOf(PackedRows rows, PackedAmount amount, const RowTexts& texts);

PackedRow Pack(const Observation& observation, RowTexts& texts);

// Where a row stands, as Observation::locator tells it.
std::string LocatorOf(const PackedRow& row, const RowTexts& texts);

// Pack's inverse.
Observation Unpack(const BlockKey& key, const PackedRow& row, const RowTexts& texts);

// The number of a commodity that has one without a text, as PackedRow tells it; nothing for others.
std::optional<int32_t> NumberOfDigits(absl::string_view commodity);

// The code of a commodity, from its number.
std::string CommodityOf(int32_t number, const Texts& texts);

// Whether a row comes before another one of its block: by commodity, then by classification.
bool ComesBefore(const PackedRow& left, const PackedRow& right, const RowTexts& texts);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_PACKED_ROW_H_
