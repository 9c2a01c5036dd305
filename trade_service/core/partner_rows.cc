#include "trade_service/core/partner_rows.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "absl/strings/string_view.h"

#include "common/status/status_macros.h"
#include "trade_service/core/summed_series.h"

namespace entente::trade {
namespace {

PartnerRow RowOf(absl::string_view area, const Point& point) {
  return {.area = std::string(area),
          .value = point.value,
          .valuation = point.valuation,
          .flags = point.flags,
          .locator = point.locator,
          .release = point.release,
          .missing = {}};
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

// The values of one period by area.
using Areas = std::map<absl::string_view, std::vector<const Point*>>;

absl::StatusOr<std::vector<PartnerRow>> AddUpAreas(const Period& whole, const Areas& areas,
                                                   const std::vector<Period>& parts,
                                                   const Vintage& vintage) {
  std::vector<PartnerRow> rows;
  for (const auto& [area, points] : areas) {
    std::vector<Period> present;
    for (const Point* point : points) present.push_back(point->period);
    std::vector<Period> missing = Lacking(parts, present);
    if (area == kWorld && !missing.empty()) continue;
    ASSIGN_OR_RETURN(const Point sum, AddUp(whole, points, vintage));
    rows.push_back(RowOf(area, sum));
    rows.back().missing = std::move(missing);
  }
  return rows;
}

}  // namespace

absl::StatusOr<PartnerRows> RowsOf(Frequency frequency, const std::vector<Series>& series,
                                   std::string Series::*area, const Vintage& vintage) {
  PartnerRows all;
  std::map<Period, Areas> to_add;
  std::map<Period, std::map<Period, Coverage>> told;
  for (const Series& one : series) {
    for (const Point& point : one.points) {
      if (one.frequency == frequency) {
        all.rows[point.period].push_back(RowOf(one.*area, point));
        continue;
      }
      const Period whole = point.period.Enclosing(frequency);
      to_add[whole][one.*area].push_back(&point);
      Coverage& coverage = told[whole][point.period];
      if (one.*area == kWorld) {
        coverage.world = true;
      } else {
        ++coverage.areas;
      }
    }
  }
  for (const auto& [whole, areas] : to_add) {
    const std::vector<Period> parts =
        whole.Parts(areas.begin()->second.front()->period.frequency());
    std::vector<Period> missing = Lacking(parts, Present(told.at(whole)));
    if (!missing.empty()) {
      all.missing.emplace(whole, std::move(missing));
      continue;
    }
    ASSIGN_OR_RETURN(std::vector<PartnerRow> rows, AddUpAreas(whole, areas, parts, vintage));
    all.rows.emplace(whole, std::move(rows));
  }
  return all;
}

}  // namespace entente::trade
