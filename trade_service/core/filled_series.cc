#include "trade_service/core/filled_series.h"

#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/string_view.h"

#include "common/status/status_macros.h"
#include "trade_service/core/own_row.h"
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

// One series out of those of its frequencies, the longest periods first.
struct Filling {
  std::map<Period, Point> points;
  std::set<Period> of_sums;  // those of `points` that are not made of own rows alone
  std::set<Period> incomplete;

  void Take(Point point, bool of_own_rows) {
    incomplete.erase(point.period);
    if (of_own_rows) {
      of_sums.erase(point.period);
    } else {
      of_sums.insert(point.period);
    }
    points.insert_or_assign(point.period, std::move(point));
  }

  // Fills what is not there yet with sums, and what is not made of own rows with sums of these.
  absl::Status Add(Frequency frequency, Series parts, const Vintage& vintage) {
    std::set<Period> with_sums;
    for (const Point& part : parts.points) {
      if (!IsOwnRow(part.flags)) with_sums.insert(part.period.Enclosing(frequency));
    }
    std::erase_if(parts.points, [&](const Point& part) {
      const Period whole = part.period.Enclosing(frequency);
      return points.contains(whole) && (!of_sums.contains(whole) || with_sums.contains(whole));
    });
    ASSIGN_OR_RETURN(SummedSeries summed, SumTo(frequency, parts, vintage));
    for (const Period& period : summed.incomplete) {
      if (!points.contains(period)) incomplete.insert(period);
    }
    for (Point& sum : summed.series.points) {
      const bool of_own_rows = !with_sums.contains(sum.period);
      Take(std::move(sum), of_own_rows);
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
        for (const Point& point : series->points) filling.Take(point, IsOwnRow(point.flags));
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
