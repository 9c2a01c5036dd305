#include "trade_service/commodity_sums.h"

#include <algorithm>
#include <optional>

#include "common/status/status_macros.h"
#include "trade_service/core/joined.h"

namespace entente::trade {

absl::Status CommoditySums::Add(absl::string_view columns) {
  absl::Status status;
  absl::string_view last;  // classification
  uint32_t classification = texts_.classifications.NumberOf(last);
  RETURN_IF_ERROR(VisitValues(columns, [&](const AddedValue& row) {
    if (row.classification.data() != last.data()) {
      last = row.classification;
      classification = texts_.classifications.NumberOf(last);
    }
    if (status.ok()) status = AddRow(classification, row);
  }));
  return status;
}

absl::Status CommoditySums::AddRow(uint32_t classification, const AddedValue& row) {
  const auto commodity = static_cast<int32_t>(
      row.number < 0 ? -1 - int64_t{texts_.commodities.NumberOf(row.commodity)} : row.number);
  const Key key = KeyOf(classification, commodity);
  const auto [at, is_new] = sums_.try_emplace(key);
  Sum& sum = at->second;
  sum.valuation = is_new ? row.valuation : Joined(sum.valuation, row.valuation);
  sum.flags = Joined(sum.flags, row.flags);
  int64_t added = 0;
  if (row.large == nullptr && row.scale == scale_ &&
      !__builtin_add_overflow(sum.scaled, row.scaled, &added)) {
    sum.scaled = added;
    return absl::OkStatus();
  }
  return AddValue(key, row.Value(), sum);
}

absl::Status CommoditySums::AddValue(Key key, const Decimal& value, Sum& sum) {
  if (value.scale() > scale_) RETURN_IF_ERROR(Rescale(value.scale()));
  const std::optional<int64_t> scaled = value.Scaled(scale_);
  int64_t added = 0;
  if (scaled && !__builtin_add_overflow(sum.scaled, *scaled, &added)) {
    sum.scaled = added;
    return absl::OkStatus();
  }
  RETURN_IF_ERROR(Settle(key, sum));
  Decimal& rest = rests_[key];
  ASSIGN_OR_RETURN(rest, rest.Add(value));
  return absl::OkStatus();
}

absl::Status CommoditySums::Settle(Key key, Sum& sum) {
  Decimal& rest = rests_[key];
  ASSIGN_OR_RETURN(rest, rest.Add(Decimal::FromScaled(sum.scaled, scale_)));
  sum.scaled = 0;
  return absl::OkStatus();
}

absl::Status CommoditySums::Rescale(int scale) {
  for (auto& [key, sum] : sums_) RETURN_IF_ERROR(Settle(key, sum));
  scale_ = scale;
  return absl::OkStatus();
}

absl::StatusOr<std::vector<CommoditySum>> CommoditySums::All() const {
  std::vector<PackedRow> order;
  order.reserve(sums_.size());
  for (const auto& [key, sum] : sums_) {
    PackedRow& row = order.emplace_back();
    row.commodity = static_cast<int32_t>(static_cast<uint32_t>(key));
    row.classification = static_cast<uint32_t>(key >> 32);
  }
  std::sort(order.begin(), order.end(),
            [this](const PackedRow& a, const PackedRow& b) { return ComesBefore(a, b, texts_); });
  std::vector<CommoditySum> all;
  all.reserve(order.size());
  for (const PackedRow& at : order) {
    const Key key = KeyOf(at.classification, at.commodity);
    const Sum& sum = sums_.at(key);
    CommoditySum& one = all.emplace_back();
    one.commodity = CommodityOf(at.commodity, texts_.commodities);
    one.classification = texts_.classifications[at.classification];
    one.value = Decimal::FromScaled(sum.scaled, scale_);
    if (const auto rest = rests_.find(key); rest != rests_.end()) {
      ASSIGN_OR_RETURN(one.value, one.value.Add(rest->second));
    }
    one.valuation = sum.valuation;
    one.flags = sum.flags;
    one.flags.Add(Flag::kSummed);
  }
  return all;
}

}  // namespace entente::trade
