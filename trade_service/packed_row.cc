#include "trade_service/packed_row.h"

#include <algorithm>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "trade_service/core/locator.h"

namespace entente::trade {
namespace {

constexpr int kMaxCodeDigits = 9;

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
  if (left < 0 || right < 0) return CommodityOf(left, texts).compare(CommodityOf(right, texts));
  return RankOf(left) < RankOf(right) ? -1 : 1;
}

int32_t NumberOf(absl::string_view commodity, Texts& texts) {
  const auto by_text = [&] { return -1 - static_cast<int32_t>(texts.NumberOf(commodity)); };
  if (commodity.empty() || commodity.size() > kMaxCodeDigits) return by_text();
  int32_t number = 1;
  for (const char c : commodity) {
    if (!absl::ascii_isdigit(static_cast<unsigned char>(c))) return by_text();
    number = number * 10 + (c - '0');
  }
  return number;
}

}  // namespace

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

absl::StatusOr<Decimal> SumOf(const std::vector<PackedRow>& rows,
                              const Decimal* (*amount)(const PackedRow&)) {
  int scale = 0;
  for (const PackedRow& row : rows) scale = std::max(scale, amount(row)->scale());
  int64_t scaled = 0;
  bool fits = true;
  for (const PackedRow& row : rows) {
    const std::optional<int64_t> one = amount(row)->Scaled(scale);
    fits &= one && !__builtin_add_overflow(scaled, *one, &scaled);
  }
  if (fits) return Decimal::FromScaled(scaled, scale);
  Decimal sum;
  for (const PackedRow& row : rows) {
    ASSIGN_OR_RETURN(sum, sum.Add(*amount(row)));
  }
  return sum;
}

PackedRow Pack(const Observation& observation, RowTexts& texts) {
  PackedRow row;
  row.commodity = NumberOf(observation.cell.commodity, texts.commodities);
  row.classification = texts.classifications.NumberOf(observation.cell.classification);
  row.quantity_unit = texts.units.NumberOf(observation.quantity_unit);
  row.line = LineOf(observation.locator);
  if (row.line == 0) row.locator = texts.locators.Add(observation.locator);
  row.valuation = observation.valuation;
  row.flags = observation.flags;
  row.value = observation.value;
  row.fob_value = observation.fob_value;
  row.net_weight_kg = observation.net_weight_kg;
  row.quantity = observation.quantity;
  return row;
}

Observation Unpack(const BlockKey& key, const PackedRow& row, const RowTexts& texts) {
  Observation observation;
  Cell& cell = observation.cell;
  cell = CellOf(key);
  cell.commodity = CommodityOf(row.commodity, texts.commodities);
  cell.classification = texts.classifications[row.classification];
  observation.quantity_unit = texts.units[row.quantity_unit];
  observation.locator = row.line == 0 ? texts.locators[row.locator] : LocatorOf(row.line);
  observation.valuation = row.valuation;
  observation.flags = row.flags;
  observation.value = row.value;
  observation.fob_value = row.fob_value;
  observation.net_weight_kg = row.net_weight_kg;
  observation.quantity = row.quantity;
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
