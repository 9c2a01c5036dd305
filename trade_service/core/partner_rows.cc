#include "trade_service/core/partner_rows.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/string_view.h"

#include "common/status/status_macros.h"
#include "trade_service/core/summed_point.h"

namespace entente::trade {
namespace {

PartnerRow RowOf(const AreaFigure& figure) {
  return {.area = figure.area,
          .value = figure.value,
          .valuation = figure.valuation,
          .flags = figure.flags,
          .locator = &figure.locator,
          .release = figure.release,
          .missing = {}};
}

Point PointOf(const AreaFigure& figure) {
  return {.period = figure.period,
          .value = figure.value,
          .valuation = figure.valuation,
          .flags = figure.flags,
          .fob_value = {},
          .net_weight_kg = {},
          .locator = figure.locator.ToString(),
          .release = figure.release,
          .further_releases = figure.further_releases};
}

// Those of `parts` that are not among `present`, which are in order.
template <typename Present>
std::vector<Period> Lacking(const std::vector<Period>& parts, const Present& present) {
  std::vector<Period> lacking;
  std::set_difference(parts.begin(), parts.end(), present.begin(), present.end(),
                      std::back_inserter(lacking));
  return lacking;
}

// In how many areas a part has values, and whether the world is told of it.
struct Coverage {
  size_t areas = 0;
  bool world = false;
};

// The parts that tell enough to be added up: those with the world's row, and those with at least
// half as many areas as the fullest one. One pair's months are no months of a country.
std::set<Period> Present(const std::map<Period, Coverage>& parts) {
  size_t most = 0;
  for (const auto& [part, coverage] : parts) most = std::max(most, coverage.areas);
  std::set<Period> present;
  for (const auto& [part, coverage] : parts) {
    if (coverage.areas == 0) continue;
    if (coverage.world || coverage.areas * 2 >= most) present.insert(part);
  }
  return present;
}

// The values of one period's parts by area, in order.
using Areas = std::map<absl::string_view, std::vector<Point>>;

absl::StatusOr<std::vector<PartnerRow>> AddUpAreas(const Period& whole, const Areas& areas,
                                                   const std::vector<Period>& parts,
                                                   const Vintage& vintage,
                                                   std::deque<Locator>& locators) {
  std::vector<PartnerRow> rows;
  for (const auto& [area, points] : areas) {
    std::vector<Period> present;
    std::vector<const Point*> to_add;
    for (const Point& point : points) {
      present.push_back(point.period);
      to_add.push_back(&point);
    }
    std::vector<Period> missing = Lacking(parts, present);
    if (area == kWorld && !missing.empty()) continue;
    ASSIGN_OR_RETURN(Point sum, AddUp(whole, to_add, vintage));
    rows.push_back({.area = area,
                    .value = sum.value,
                    .valuation = sum.valuation,
                    .flags = sum.flags,
                    .locator = &locators.emplace_back(std::move(sum.locator)),
                    .release = sum.release,
                    .missing = std::move(missing)});
  }
  return rows;
}

}  // namespace

absl::StatusOr<PartnerRows> RowsOf(Frequency frequency,
                                   const std::vector<const AreaFigure*>& figures,
                                   const Vintage& vintage) {
  PartnerRows all;
  std::map<Period, Areas> to_add;
  std::map<Period, std::map<Period, Coverage>> told;
  std::map<Period, size_t> counts;
  for (const AreaFigure* figure : figures) {
    if (figure->period.frequency() == frequency) ++counts[figure->period];
  }
  for (const auto& [period, count] : counts) all.rows[period].reserve(count);
  for (const AreaFigure* figure : figures) {
    if (figure->period.frequency() == frequency) {
      all.rows[figure->period].push_back(RowOf(*figure));
      continue;
    }
    const Period whole = figure->period.Enclosing(frequency);
    to_add[whole][figure->area].push_back(PointOf(*figure));
    Coverage& coverage = told[whole][figure->period];
    if (figure->area == kWorld) {
      coverage.world = true;
    } else {
      ++coverage.areas;
    }
  }
  for (const auto& [whole, areas] : to_add) {
    const std::vector<Period> parts = whole.Parts(areas.begin()->second.front().period.frequency());
    std::vector<Period> missing = Lacking(parts, Present(told.at(whole)));
    if (!missing.empty()) {
      all.missing.emplace(whole, std::move(missing));
      continue;
    }
    ASSIGN_OR_RETURN(std::vector<PartnerRow> rows,
                     AddUpAreas(whole, areas, parts, vintage, all.locators_of_sums));
    all.rows.emplace(whole, std::move(rows));
  }
  return all;
}

}  // namespace entente::trade
