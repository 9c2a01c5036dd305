#include "trade_service/core/period_sums.h"

#include <map>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"

#include "common/status/status_macros.h"
#include "trade_service/core/gives_way.h"
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

// Adds up `parts` as the value of `whole`, or notes what is missing.
absl::Status AddUp(const ByPeriod& points, const Period& whole, const std::vector<Period>& parts,
                   PeriodSums& sums) {
  DerivedPoint sum{.period = whole, .value = {}, .flags = {}, .made_of = {}};
  std::vector<Period> missing;
  for (const Period& part : parts) {
    const auto found = points.find(part);
    if (found == points.end()) {
      missing.push_back(part);
      continue;
    }
    const DerivedPoint& point = *found->second;
    RETURN_IF_ERROR(Join(point, sum.made_of.empty(), sum));
    sum.made_of.insert(sum.made_of.end(), point.made_of.begin(), point.made_of.end());
  }
  if (!missing.empty()) {
    sums.incomplete.push_back({.period = whole, .missing = std::move(missing)});
    return absl::OkStatus();
  }
  if (parts.size() > 1) sum.flags.Add(Flag::kSummed);
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
  const Period last = series.points.back().period.Enclosing(frequency);
  const ByPeriod points = IndexOf(series);
  for (Period whole = series.points.front().period.Enclosing(frequency); whole <= last;
       whole = whole.Next()) {
    RETURN_IF_ERROR(AddUp(points, whole, whole.Parts(series.frequency), sums));
  }
  return sums;
}

absl::StatusOr<PeriodSums> FillUp(Frequency frequency, const std::vector<DerivedSeries>& given) {
  std::map<Period, DerivedPoint> points;
  std::map<Period, IncompletePeriod> incomplete;
  PeriodSums filled;
  for (const DerivedSeries& series : given) {
    PeriodSums sums{.series = series, .incomplete = {}};
    if (series.frequency != frequency) {
      ASSIGN_OR_RETURN(sums, SumTo(frequency, series));
    }
    for (DerivedPoint& point : sums.series.points) {
      const auto [known, added] = points.try_emplace(point.period, point);
      if (!added && GivesWay(known->second.flags) && !GivesWay(point.flags)) {
        known->second = std::move(point);
      }
    }
    for (IncompletePeriod& one : sums.incomplete)
      incomplete.try_emplace(one.period, std::move(one));
    filled.series.currency = series.currency;
  }
  filled.series.frequency = frequency;
  for (auto& [period, point] : points) filled.series.points.push_back(std::move(point));
  for (auto& [period, one] : incomplete) {
    if (!points.contains(period)) filled.incomplete.push_back(std::move(one));
  }
  return filled;
}

absl::StatusOr<PeriodSums> TrailingYear(const DerivedSeries& series) {
  PeriodSums sums = Empty(series.frequency, series);
  if (series.points.empty()) return sums;
  const auto parts = static_cast<size_t>(PeriodsInYear(series.frequency));
  std::vector<Period> year = {series.points.front().period};
  while (year.size() < parts) year.push_back(year.back().Next());
  const ByPeriod points = IndexOf(series);
  while (year.back() <= series.points.back().period) {
    RETURN_IF_ERROR(AddUp(points, year.back(), year, sums));
    for (Period& part : year) part = part.Next();
  }
  return sums;
}

}  // namespace entente::trade
