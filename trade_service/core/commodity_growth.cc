#include "trade_service/core/commodity_growth.h"

#include <algorithm>

#include "common/status/status_macros.h"
#include "trade_service/core/commodity_pairs.h"
#include "trade_service/core/joined.h"
#include "trade_service/core/ratio.h"

namespace entente::trade {
namespace {

Decimal Magnitude(const Decimal& value) { return value < Decimal() ? -value : value; }

}  // namespace

absl::StatusOr<CommodityGrowth> GrowthByCommodity(const CommodityTable& before,
                                                  const CommodityTable& now) {
  RETURN_IF_ERROR(CheckComparable(before, now));
  const Decimal& base = before.total.value;
  const bool whole = !Joined(before.total.flags, now.total.flags).Has(Flag::kIncomplete);
  const auto percent = [&](const Decimal& part) {
    std::optional<double> ratio = whole ? Ratio(part, base) : std::nullopt;
    if (ratio) *ratio *= 100;
    return ratio;
  };
  CommodityGrowth growth;
  ASSIGN_OR_RETURN(growth.change, now.total.value.Subtract(base));
  growth.percent = percent(growth.change);
  for (const CommodityPair& pair : PairByCode(before, now)) {
    ASSIGN_OR_RETURN(const Decimal change, ValueOf(pair.right).Subtract(ValueOf(pair.left)));
    growth.contributions.push_back({.code = pair.code,
                                    .before = pair.left,
                                    .now = pair.right,
                                    .change = change,
                                    .points = percent(change)});
  }
  std::stable_sort(growth.contributions.begin(), growth.contributions.end(),
                   [](const Contribution& a, const Contribution& b) {
                     return Magnitude(a.change) > Magnitude(b.change);
                   });
  ASSIGN_OR_RETURN(growth.not_specified_change, now.not_specified.Subtract(before.not_specified));
  growth.not_specified_points = percent(growth.not_specified_change);
  return growth;
}

absl::StatusOr<ProductTurnover> TurnoverOfProducts(const CommodityTable& before,
                                                   const CommodityTable& now) {
  RETURN_IF_ERROR(CheckComparable(before, now));
  ProductTurnover turnover;
  for (const CommodityPair& pair : PairByCode(before, now)) {
    const bool traded_before = ValueOf(pair.left) > Decimal();
    const bool traded_now = ValueOf(pair.right) > Decimal();
    if (traded_now && !traded_before) turnover.appeared.push_back(pair.right);
    if (traded_before && !traded_now) turnover.disappeared.push_back(pair.left);
  }
  return turnover;
}

}  // namespace entente::trade
