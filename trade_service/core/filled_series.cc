#include "trade_service/core/filled_series.h"

#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/string_view.h"

#include "common/status/status_macros.h"
#include "trade_service/core/period_sums.h"
#include "trade_service/core/re_exports.h"
#include "trade_service/core/summed_point.h"

namespace entente::trade {
namespace {

// What series have in common that differ in their frequency alone.
auto HeadingOf(const Series& s) {
  return std::tuple(absl::string_view(s.source), absl::string_view(s.reporter),
                    absl::string_view(s.partner), absl::string_view(s.flow),
                    absl::string_view(s.currency), absl::string_view(s.commodity),
                    absl::string_view(s.classification));
}

// What one source tells of the same, the longest periods first.
using ByFrequency = std::map<Frequency, const Series*>;

absl::StatusOr<std::vector<Point>> Filled(Frequency frequency, const ByFrequency& given,
                                          const Vintage& vintage) {
  std::vector<DerivedSeries> parts;
  for (const auto& [given_at, series] : given) parts.push_back(PointsOf(*series));
  ASSIGN_OR_RETURN(const PeriodSums sums, FillUp(frequency, parts));
  std::vector<Point> points;
  points.reserve(sums.series.points.size());
  for (const DerivedPoint& point : sums.series.points) {
    if (point.made_of.size() == 1) {
      points.push_back(*point.made_of.front());
      continue;
    }
    ASSIGN_OR_RETURN(Point sum, AddUp(point.period, point.made_of, vintage));
    points.push_back(std::move(sum));
  }
  return points;
}

// The periods of `frequency` that there is a part of and none of `points`.
std::set<Period> Incomplete(Frequency frequency, const ByFrequency& given,
                            const std::vector<Point>& points) {
  std::set<Period> incomplete;
  for (const auto& [given_at, series] : given) {
    for (const Point& part : series->points) incomplete.insert(part.period.Enclosing(frequency));
  }
  for (const Point& point : points) incomplete.erase(point.period);
  return incomplete;
}

}  // namespace

absl::StatusOr<FilledSeries> FillUp(Frequency frequency, const std::vector<Series>& given,
                                    const Vintage& vintage) {
  std::map<decltype(HeadingOf(std::declval<const Series&>())), ByFrequency> all;
  for (const Series& one : given) all[HeadingOf(one)].emplace(one.frequency, &one);

  FilledSeries filled;
  for (const auto& [heading, by_frequency] : all) {
    ASSIGN_OR_RETURN(std::vector<Point> points, Filled(frequency, by_frequency, vintage));
    const Series& first = *by_frequency.begin()->second;
    if (!TellsReExports(first.flow)) {
      filled.incomplete.merge(Incomplete(frequency, by_frequency, points));
    }
    if (points.empty()) continue;
    Series& added = filled.series.emplace_back(first);
    added.frequency = frequency;
    added.points = std::move(points);
  }
  return filled;
}

}  // namespace entente::trade
