#include "trade_service/store/world_series.h"

#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "trade_service/core/area.h"
#include "trade_service/core/joined.h"

namespace entente::trade {
namespace {

// By source, currency, commodity and classification.
using ByHeading = std::map<std::tuple<std::string, std::string, std::string, std::string>, Series>;

// Adds the points of `partners`, which are of one period that a release lists, up to one more point
// of each series in `all`; `heading` says what all have.
absl::Status AddPeriod(const std::vector<Series>& partners, const Series& heading, ByHeading& all) {
  std::map<Series*, int> parts;
  for (const Series& one : partners) {
    if (!IsPartOfWorld(one.reporter) || !IsPartOfWorld(one.partner)) continue;
    for (const Point& point : one.points) {
      Series& series =
          all.try_emplace({one.source, one.currency, one.commodity, one.classification}, heading)
              .first->second;
      series.source = one.source;
      series.currency = one.currency;
      series.commodity = one.commodity;
      series.classification = one.classification;
      const bool first = parts[&series]++ == 0;
      if (first) {
        series.points.push_back({.period = point.period,
                                 .value = {},
                                 .flags = {},
                                 .fob_value = {},
                                 .net_weight_kg = {},
                                 .locator = point.locator,
                                 .release = point.release});
      }
      Point& sum = series.points.back();
      RETURN_IF_ERROR(Join(point, first, sum));
      sum.flags.Add(Flag::kSummed);
      JoinRelease(point.release, sum.release, sum.further_releases);
      for (const int64_t further : point.further_releases) {
        JoinRelease(further, sum.release, sum.further_releases);
      }
    }
  }
  for (const auto& [series, count] : parts) {
    if (count == 1) continue;
    absl::StrAppend(&series->points.back().locator, " and ", count - 1, " more partner",
                    count == 2 ? "" : "s");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Series>> ReadWorldSeries(const Snapshot& snapshot,
                                                    const BlockQuery& query,
                                                    absl::string_view commodity, const Basis& asked,
                                                    const Snapshot::ReadBlocks& read) {
  const std::vector<WorldState> worlds = snapshot.WorldsOf(query.flow);
  // By source, currency and classification, which a total has none of; the first of each was
  // published last.
  std::map<std::tuple<std::string, std::string, std::string, Period>, const WorldState*> chosen;
  for (const WorldState& world : worlds) {
    if (query.frequency && world.period.frequency() != *query.frequency) continue;
    Basis basis = snapshot.BasisOf(world);
    if (!IsWithin(basis, asked)) continue;
    if (commodity == kTotal) basis.classification.clear();
    chosen.try_emplace({basis.source, basis.currency, basis.classification, world.period}, &world);
  }
  ByHeading all;
  for (const auto& [of, world] : chosen) {
    const BlockQuery partners = snapshot.PartnersIn(*world, query.reporter, query.flow);
    ASSIGN_OR_RETURN(const std::vector<Series> series, read(partners));
    Series heading;
    heading.reporter = query.reporter;
    heading.partner = kWorld;
    heading.flow = query.flow;
    heading.frequency = world->period.frequency();
    RETURN_IF_ERROR(AddPeriod(series, heading, all));
  }
  std::vector<Series> series;
  for (auto& [of, one] : all) series.push_back(std::move(one));
  return series;
}

}  // namespace entente::trade
