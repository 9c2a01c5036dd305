#include "trade_service/packed_row.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "trade_service/core/locator.h"

namespace entente::trade {
namespace {

constexpr int kMaxCodeDigits = 9;

constexpr std::array<int64_t, Decimal::kMaxScale + 1> kPowersOfTen = [] {
  std::array<int64_t, Decimal::kMaxScale + 1> powers = {1};
  for (size_t i = 1; i < powers.size(); ++i) powers[i] = powers[i - 1] * 10;
  return powers;
}();

// A code of digits by its number: what comes first as text has the lower rank.
uint64_t RankOf(int32_t number) {
  int32_t one = 1;  // the 1 before the digits
  int digits = 0;
  for (; one <= number / 10; ++digits) one *= 10;
  auto rank = static_cast<uint64_t>(number - one);
  for (int i = digits; i < kMaxCodeDigits; ++i) rank *= 10;
  return rank * (kMaxCodeDigits + 1) + static_cast<uint64_t>(digits);
}

int CompareCommodities(int32_t left, int32_t right, const Texts& texts) {
  if (left == right) return 0;
  // Of as many digits: their numbers, with the 1 before them, are within a factor of two.
  if (left > 0 && right > 0 && left / 2 < right && right / 2 < left) return left < right ? -1 : 1;
  if (left < 0 || right < 0) return CommodityOf(left, texts).compare(CommodityOf(right, texts));
  return RankOf(left) < RankOf(right) ? -1 : 1;
}

}  // namespace

std::optional<int32_t> NumberOfDigits(absl::string_view commodity) {
  if (commodity.empty() || commodity.size() > kMaxCodeDigits) return std::nullopt;
  int32_t number = 1;
  for (const char c : commodity) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return std::nullopt;
    number = number * 10 + (c - '0');
  }
  return number;
}

uint32_t Texts::NumberOf(absl::string_view text) {
  if (last_ < texts_.size() && texts_[last_] == text) return last_;
  const auto known = numbers_.find(text);
  if (known != numbers_.end()) return last_ = known->second;
  last_ = Add(std::string(text));
  numbers_.emplace(texts_.back(), last_);
  return last_;
}

uint32_t Texts::Add(std::string text) {
  texts_.push_back(std::move(text));
  return static_cast<uint32_t>(texts_.size() - 1);
}

PackedNumber PackedNumber::FromScaled(int64_t mantissa, int scale) {
  if (mantissa == 0) return {0, 0};
  for (; scale < 0; ++scale) mantissa *= 10;
  for (; scale > 0 && mantissa % 10 == 0; --scale) mantissa /= 10;
  return {mantissa, scale};
}

PackedNumber Pack(const Decimal& number, RowTexts& texts) {
  const std::optional<int64_t> mantissa = number.Scaled(number.scale());
  if (mantissa) return {*mantissa, number.scale()};
  return {texts.numbers.Add(number.ToString()), PackedNumber::kText};
}

Decimal Unpack(PackedNumber number, const RowTexts& texts) {
  if (number.scale != PackedNumber::kText) {
    return Decimal::FromScaled(number.mantissa, number.scale);
  }
  return Decimal::Parse(texts.numbers[static_cast<uint32_t>(number.mantissa)]).value();
}

std::optional<int64_t> Scaled(PackedNumber number, int scale) {
  int64_t scaled = 0;
  if (number.scale < 0 ||
      __builtin_mul_overflow(number.mantissa, kPowersOfTen[scale - number.scale], &scaled)) {
    return std::nullopt;
  }
  return scaled;
}

int GreatestScale(PackedRows rows, PackedAmount amount) {
  int32_t scale = 0;
  for (const PackedRow& row : rows) scale = std::max(scale, (row.*amount).scale);
  return scale;
}

absl::StatusOr<Decimal> SumOf(PackedRows rows, PackedAmount amount, const RowTexts& texts) {
  const int scale = GreatestScale(rows, amount);
  int64_t sum_scaled = 0;
  bool fits = true;
  for (const PackedRow& row : rows) {
    const std::optional<int64_t> one = Scaled(row.*amount, scale);
    fits &= one && !__builtin_add_overflow(sum_scaled, *one, &sum_scaled);
  }
  if (fits) return Decimal::FromScaled(sum_scaled, scale);
  Decimal sum;
  for (const PackedRow& row : rows) {
    ASSIGN_OR_RETURN(sum, sum.Add(Unpack(row.*amount, texts)));
  }
  return sum;
}

PackedRow Pack(const Observation& observation, RowTexts& texts) {
  PackedRow row;
  const std::string& commodity = observation.cell.commodity;
  const std::optional<int32_t> number = NumberOfDigits(commodity);
  row.commodity =
      number ? *number : -1 - static_cast<int32_t>(texts.commodities.NumberOf(commodity));
  row.classification = texts.classifications.NumberOf(observation.cell.classification);
  row.quantity_unit = texts.units.NumberOf(observation.quantity_unit);
  const Locator locator = Locator::Parse(observation.locator);
  row.line = locator.line();
  row.locator = row.line == 0 ? texts.locators.Add(observation.locator) : locator.further_lines();
  row.valuation = observation.valuation;
  row.flags = observation.flags;
  row.value = Pack(observation.value, texts);
  const auto pack = [&](const std::optional<Decimal>& number) {
    return number ? Pack(*number, texts) : PackedNumber();
  };
  row.fob_value = pack(observation.fob_value);
  row.net_weight_kg = pack(observation.net_weight_kg);
  row.quantity = pack(observation.quantity);
  return row;
}

std::string LocatorOf(const PackedRow& row, const RowTexts& texts) {
  return row.line == 0 ? texts.locators[row.locator] : LocatorOf(row.line, row.locator);
}

Observation Unpack(const BlockKey& key, const PackedRow& row, const RowTexts& texts) {
  Observation observation;
  Cell& cell = observation.cell;
  cell = CellOf(key);
  cell.commodity = CommodityOf(row.commodity, texts.commodities);
  cell.classification = texts.classifications[row.classification];
  observation.quantity_unit = texts.units[row.quantity_unit];
  observation.locator = LocatorOf(row, texts);
  observation.valuation = row.valuation;
  observation.flags = row.flags;
  observation.value = Unpack(row.value, texts);
  const auto unpack = [&](PackedNumber number) {
    return number ? std::optional<Decimal>(Unpack(number, texts)) : std::nullopt;
  };
  observation.fob_value = unpack(row.fob_value);
  observation.net_weight_kg = unpack(row.net_weight_kg);
  observation.quantity = unpack(row.quantity);
  return observation;
}

std::string CommodityOf(int32_t number, const Texts& texts) {
  return number < 0 ? texts[static_cast<uint32_t>(-1 - number)] : absl::StrCat(number).substr(1);
}

bool ComesBefore(const PackedRow& left, const PackedRow& right, const RowTexts& texts) {
  const int order = CompareCommodities(left.commodity, right.commodity, texts.commodities);
  if (order != 0) return order < 0;
  return left.classification != right.classification &&
         texts.classifications[left.classification] < texts.classifications[right.classification];
}

}  // namespace entente::trade
