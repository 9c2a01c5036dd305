#include "trade_service/core/re_exports.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "trade_service/core/joined.h"

namespace entente::trade {
namespace {

// The flows of one direction.
struct Direction {
  const char* all;
  const char* own;      // what does not only pass through
  const char* passing;  // what does
};

constexpr Direction kDirections[] = {{kExports, "DX", "RX"}, {kImports, "FM", "RM"}};

using Points = std::map<Period, const Point*>;

// What series have in common that differ in their flow alone.
auto KeyOf(const Series& s) {
  return std::tuple(absl::string_view(s.source), absl::string_view(s.currency),
                    absl::string_view(s.reporter), absl::string_view(s.partner),
                    absl::string_view(s.commodity), absl::string_view(s.classification),
                    s.frequency);
}

// The release that brought a point, which stands in the vintage.
const Release& ReleaseOf(const Point& point, const Vintage& vintage) {
  return *vintage.Find(point.release);
}

absl::StatusOr<Point> Less(const Point& all, const Point& passing, const Vintage& vintage) {
  Point own = all;
  ASSIGN_OR_RETURN(own.value, all.value.Subtract(passing.value));
  own.valuation = Joined(all.valuation, passing.valuation);
  own.flags = Joined(all.flags, passing.flags);
  own.fob_value.reset();
  own.net_weight_kg.reset();
  own.locator = absl::StrCat(all.locator, " less ", passing.locator);
  if (passing.release != all.release) {
    absl::StrAppend(&own.locator, " of ", vintage.Cited(passing.release)->name);
  }
  return own;
}

absl::StatusOr<std::vector<Point>> OwnPoints(const Points& all, const Points& own,
                                             const Points& passing, const Vintage& vintage) {
  std::map<Period, Point> points;
  for (const auto& [period, point] : own) points.emplace(period, *point);
  for (const auto& [period, point] : all) {
    const auto found = passing.find(period);
    if (points.contains(period) || found == passing.end()) continue;
    if (ReleaseOf(*found->second, vintage).chain != ReleaseOf(*point, vintage).chain) continue;
    ASSIGN_OR_RETURN(Point difference, Less(*point, *found->second, vintage));
    points.emplace(period, std::move(difference));
  }
  std::vector<Point> in_order;
  in_order.reserve(points.size());
  for (auto& [period, point] : points) in_order.push_back(std::move(point));
  return in_order;
}

}  // namespace

bool TellsReExports(absl::string_view flow) {
  return std::any_of(std::begin(kDirections), std::end(kDirections),
                     [&](const Direction& one) { return flow == one.own || flow == one.passing; });
}

absl::StatusOr<std::vector<Series>> WithoutReExports(const std::vector<Series>& series,
                                                     const Vintage& vintage) {
  if (std::none_of(series.begin(), series.end(),
                   [](const Series& one) { return TellsReExports(one.flow); })) {
    return std::vector<Series>();
  }
  struct Group {
    const Series* heading = nullptr;
    std::map<absl::string_view, Points> by_flow;
  };
  std::map<decltype(KeyOf(std::declval<const Series&>())), Group> groups;
  for (const Series& one : series) {
    Group& group = groups[KeyOf(one)];
    group.heading = &one;
    for (const Point& point : one.points) group.by_flow[one.flow].emplace(point.period, &point);
  }

  std::vector<Series> all;
  for (auto& [key, group] : groups) {
    for (const Direction& direction : kDirections) {
      ASSIGN_OR_RETURN(std::vector<Point> points,
                       OwnPoints(group.by_flow[direction.all], group.by_flow[direction.own],
                                 group.by_flow[direction.passing], vintage));
      if (points.empty()) continue;
      const Series& heading = *group.heading;
      all.push_back({.reporter = heading.reporter,
                     .partner = heading.partner,
                     .flow = direction.all,
                     .commodity = heading.commodity,
                     .classification = heading.classification,
                     .frequency = heading.frequency,
                     .source = heading.source,
                     .currency = heading.currency,
                     .points = std::move(points)});
    }
  }
  return all;
}

}  // namespace entente::trade
