#include "trade_service/core/growth.h"

#include <algorithm>
#include <cmath>

#include "absl/status/statusor.h"

#include "trade_service/core/ratio.h"

namespace entente::trade {
namespace {

// Null if the series has no such period.
const DerivedPoint* Find(const DerivedSeries& series, const Period& period) {
  const auto found = std::lower_bound(
      series.points.begin(), series.points.end(), period,
      [](const DerivedPoint& p, const Period& sought) { return p.period < sought; });
  return found == series.points.end() || found->period != period ? nullptr : &*found;
}

const DerivedPoint* FindYearsBefore(const DerivedSeries& series, const Period& period, int years) {
  const absl::StatusOr<Period> before =
      Period::Of(period.frequency(), period.year() - years, period.number());
  return before.ok() ? Find(series, *before) : nullptr;
}

}  // namespace

std::vector<DerivedRatio> YearOnYear(const DerivedSeries& series) {
  std::vector<DerivedRatio> growth;
  for (const DerivedPoint& point : series.points) {
    const DerivedPoint* before = FindYearsBefore(series, point.period, 1);
    if (before == nullptr) continue;
    const std::optional<double> ratio = Ratio(point.value, before->value);
    if (ratio) growth.push_back(MadeOf(*ratio - 1, point, *before));
  }
  return growth;
}

std::optional<DerivedRatio> CompoundGrowth(const DerivedSeries& series, const Period& last,
                                           int years) {
  if (years < 1) return std::nullopt;
  const DerivedPoint* end = Find(series, last);
  const DerivedPoint* start = FindYearsBefore(series, last, years);
  if (end == nullptr || start == nullptr || end->value <= Decimal()) return std::nullopt;
  const std::optional<double> ratio = Ratio(end->value, start->value);
  if (!ratio) return std::nullopt;
  return MadeOf(std::pow(*ratio, 1.0 / years) - 1, *end, *start);
}

}  // namespace entente::trade
