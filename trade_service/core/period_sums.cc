#include "trade_service/core/period_sums.h"

#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"

#include "common/status/status_macros.h"
#include "trade_service/core/joined.h"

namespace entente::trade {
namespace {

using ByPeriod = absl::flat_hash_map<Period, const DerivedPoint*>;

ByPeriod IndexOf(const DerivedSeries& series) {
  ByPeriod index;
  index.reserve(series.points.size());
  for (const DerivedPoint& point : series.points) index.emplace(point.period, &point);
  return index;
}

// Adds up `count` periods from `part` on as the value of `whole`, or notes what is missing.
absl::Status AddUp(const ByPeriod& points, const Period& whole, Period part, int count,
                   PeriodSums& sums) {
  DerivedPoint sum{.period = whole, .value = {}, .flags = {}, .made_of = {}};
  std::vector<Period> missing;
  for (int i = 0; i < count; ++i, part = part.Next()) {
    const auto found = points.find(part);
    if (found == points.end()) {
      missing.push_back(part);
      continue;
    }
    const DerivedPoint& point = *found->second;
    ASSIGN_OR_RETURN(sum.value, sum.value.Add(point.value));
    sum.valuation = sum.made_of.empty() ? point.valuation : Joined(sum.valuation, point.valuation);
    sum.flags = Joined(sum.flags, point.flags);
    sum.made_of.insert(sum.made_of.end(), point.made_of.begin(), point.made_of.end());
  }
  if (!missing.empty()) {
    sums.incomplete.push_back({.period = whole, .missing = std::move(missing)});
    return absl::OkStatus();
  }
  if (count > 1) sum.flags.Add(Flag::kSummed);
  sums.series.points.push_back(std::move(sum));
  return absl::OkStatus();
}

PeriodSums Empty(Frequency frequency, const DerivedSeries& series) {
  return {.series = {.frequency = frequency, .currency = series.currency, .points = {}},
          .incomplete = {}};
}

}  // namespace

absl::StatusOr<PeriodSums> SumTo(Frequency frequency, const DerivedSeries& series) {
  if (frequency >= series.frequency) {
    return absl::InvalidArgumentError(
        "a series can only be added up to periods longer than its own");
  }
  PeriodSums sums = Empty(frequency, series);
  if (series.points.empty()) return sums;
  const int parts = PeriodsInYear(series.frequency) / PeriodsInYear(frequency);
  const auto enclosing = [&](const Period& part) {
    return Period::Of(frequency, part.year(), (part.number() - 1) / parts + 1);
  };
  ASSIGN_OR_RETURN(Period whole, enclosing(series.points.front().period));
  ASSIGN_OR_RETURN(const Period last, enclosing(series.points.back().period));
  const ByPeriod points = IndexOf(series);
  for (; whole <= last; whole = whole.Next()) {
    ASSIGN_OR_RETURN(const Period first,
                     Period::Of(series.frequency, whole.year(), (whole.number() - 1) * parts + 1));
    RETURN_IF_ERROR(AddUp(points, whole, first, parts, sums));
  }
  return sums;
}

absl::StatusOr<PeriodSums> TrailingYear(const DerivedSeries& series) {
  PeriodSums sums = Empty(series.frequency, series);
  if (series.points.empty()) return sums;
  const int parts = PeriodsInYear(series.frequency);
  Period first = series.points.front().period;
  Period end = first;
  for (int i = 1; i < parts; ++i) end = end.Next();
  const ByPeriod points = IndexOf(series);
  for (; end <= series.points.back().period; end = end.Next(), first = first.Next()) {
    RETURN_IF_ERROR(AddUp(points, end, first, parts, sums));
  }
  return sums;
}

}  // namespace entente::trade
