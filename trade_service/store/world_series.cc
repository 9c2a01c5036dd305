#include "trade_service/store/world_series.h"

#include <map>
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
absl::Status AddPeriod(const std::vector<Series>& partners, const Series& heading, int64_t release,
                       ByHeading& all) {
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
      if (parts[&series]++ == 0) {
        series.points.push_back({.period = point.period,
                                 .value = {},
                                 .valuation = point.valuation,
                                 .flags = {},
                                 .fob_value = {},
                                 .net_weight_kg = {},
                                 .locator = point.locator,
                                 .release = release});
      }
      Point& sum = series.points.back();
      ASSIGN_OR_RETURN(sum.value, sum.value.Add(point.value));
      sum.valuation = Joined(sum.valuation, point.valuation);
      sum.flags = Joined(sum.flags, point.flags);
      sum.flags.Add(Flag::kSummed);
    }
  }
  for (const auto& [series, count] : parts) {
    if (count > 1) absl::StrAppend(&series->points.back().locator, " and ", count - 1, " partners");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::vector<Series>> ReadWorldSeries(const Snapshot& snapshot,
                                                    const BlockQuery& query, const Basis& asked,
                                                    const Snapshot::ReadBlocks& read) {
  const std::vector<WorldState> worlds = snapshot.WorldsOf(query.flow);
  std::map<std::pair<absl::string_view, Period>, const WorldState*> chosen;  // by source
  for (const WorldState& world : worlds) {
    const Release& release = *snapshot.vintage().Find(world.release);
    if (query.frequency && world.period.frequency() != *query.frequency) continue;
    if (!IsWithin(snapshot.BasisOf(world), asked)) continue;
    const WorldState*& known =
        chosen.try_emplace({SourceOf(release), world.period}, &world).first->second;
    if (!asked.classification.empty() && known->classification < world.classification) {
      known = &world;
    }
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
    RETURN_IF_ERROR(AddPeriod(series, heading, world->release, all));
  }
  std::vector<Series> series;
  for (auto& [of, one] : all) series.push_back(std::move(one));
  return series;
}

}  // namespace entente::trade
