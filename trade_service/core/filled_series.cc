#include "trade_service/core/filled_series.h"

#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/string_view.h"

#include "common/status/status_macros.h"
#include "trade_service/core/re_exports.h"
#include "trade_service/core/summed_series.h"

namespace entente::trade {
namespace {

// What series have in common that differ in their frequency alone.
auto HeadingOf(const Series& s) {
  return std::tuple(absl::string_view(s.source), absl::string_view(s.reporter),
                    absl::string_view(s.partner), absl::string_view(s.flow),
                    absl::string_view(s.currency), absl::string_view(s.commodity),
                    absl::string_view(s.classification));
}

// One series out of those of its frequencies.
struct Filling {
  std::map<Period, Point> points;
  std::set<Period> incomplete;

  // Fills what is not there yet with sums.
  absl::Status Add(Frequency frequency, Series parts, const Vintage& vintage) {
    std::erase_if(parts.points, [&](const Point& part) {
      return points.contains(part.period.Enclosing(frequency));
    });
    ASSIGN_OR_RETURN(SummedSeries summed, SumTo(frequency, parts, vintage));
    incomplete.insert(summed.incomplete.begin(), summed.incomplete.end());
    for (Point& sum : summed.series.points) {
      incomplete.erase(sum.period);
      points.emplace(sum.period, std::move(sum));
    }
    return absl::OkStatus();
  }
};

}  // namespace

absl::StatusOr<FilledSeries> FillUp(Frequency frequency, const std::vector<Series>& given,
                                    const Vintage& vintage) {
  using ByFrequency = std::map<Frequency, const Series*>;  // the longest periods first
  std::map<decltype(HeadingOf(std::declval<const Series&>())), ByFrequency> all;
  for (const Series& one : given) all[HeadingOf(one)].emplace(one.frequency, &one);

  FilledSeries filled;
  for (const auto& [key, by_frequency] : all) {
    Filling filling;
    for (const auto& [given_at, series] : by_frequency) {
      if (given_at == frequency) {
        for (const Point& point : series->points) filling.points.emplace(point.period, point);
      } else {
        RETURN_IF_ERROR(filling.Add(frequency, *series, vintage));
      }
    }
    const Series& heading = *by_frequency.begin()->second;
    if (!TellsReExports(heading.flow)) filled.incomplete.merge(filling.incomplete);
    if (filling.points.empty()) continue;
    Series& added = filled.series.emplace_back(heading);
    added.frequency = frequency;
    added.points.clear();
    for (auto& [period, point] : filling.points) added.points.push_back(std::move(point));
  }
  return filled;
}

}  // namespace entente::trade
