#include "trade_service/core/series.h"

#include <map>
#include <tuple>
#include <utility>

namespace entente::trade {
namespace {

Point PointOf(const StoredObservation& stored) {
  const Observation& observation = stored.observation;
  return {.period = observation.cell.period,
          .value = observation.value,
          .valuation = observation.valuation,
          .flags = observation.flags,
          .fob_value = observation.fob_value,
          .net_weight_kg = observation.net_weight_kg,
          .locator = observation.locator,
          .release = stored.release,
          .further_releases = stored.further_releases};
}

}  // namespace

std::vector<Series> BuildSeries(const std::vector<StoredObservation>& observations,
                                const Vintage& vintage) {
  using Key = std::tuple<absl::string_view, absl::string_view, absl::string_view, absl::string_view,
                         absl::string_view, absl::string_view, Frequency, absl::string_view>;
  struct Best {
    const StoredObservation* observation;
    const Release* counting;  // of its data set
  };
  std::map<Key, std::map<Period, Best>> cells;
  for (const StoredObservation& stored : observations) {
    const Release* release = vintage.Find(stored.release);
    const Release* counting = release == nullptr ? nullptr : vintage.Counting(release->chain);
    if (counting == nullptr) continue;
    const Cell& cell = stored.observation.cell;
    const Key key(SourceOf(*release), cell.reporter, cell.partner, cell.flow, cell.commodity,
                  cell.classification, cell.frequency, release->currency);
    const auto [best, added] = cells[key].try_emplace(cell.period, Best{&stored, counting});
    if (!added && PublishedBefore(*best->second.counting, *counting))
      best->second = {&stored, counting};
  }

  std::vector<Series> all;
  all.reserve(cells.size());
  for (const auto& [key, by_period] : cells) {
    const Cell& cell = by_period.begin()->second.observation->observation.cell;
    Series series{.reporter = cell.reporter,
                  .partner = cell.partner,
                  .flow = cell.flow,
                  .commodity = cell.commodity,
                  .classification = cell.classification,
                  .frequency = cell.frequency,
                  .source = std::string(std::get<0>(key)),
                  .currency = std::string(std::get<7>(key)),
                  .points = {}};
    series.points.reserve(by_period.size());
    for (const auto& [period, best] : by_period)
      series.points.push_back(PointOf(*best.observation));
    all.push_back(std::move(series));
  }
  return all;
}

}  // namespace entente::trade
