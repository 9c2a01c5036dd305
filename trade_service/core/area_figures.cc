#include "trade_service/core/area_figures.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <tuple>
#include <utility>

#include "trade_service/core/claims.h"

namespace entente::trade {
namespace {

// The group of a source, currency and classification, made if there is none.
AreaFigures& GroupOf(absl::string_view source, absl::string_view currency,
                     absl::string_view classification, std::vector<AreaFigures>& groups) {
  const auto known = std::find_if(groups.begin(), groups.end(), [&](const AreaFigures& group) {
    return group.source == source && group.currency == currency &&
           group.classification == classification;
  });
  if (known != groups.end()) return *known;
  return groups.emplace_back(AreaFigures{.source = std::string(source),
                                         .currency = std::string(currency),
                                         .classification = std::string(classification),
                                         .figures = {}});
}

auto CellOf(const AreaFigure& figure) {
  return std::tuple(absl::string_view(figure.area), figure.period);
}

}  // namespace

AreaFigure FigureOf(Observation observation, std::string Cell::*area, int64_t release) {
  return {.area = std::move(observation.cell.*area),
          .period = observation.cell.period,
          .value = observation.value,
          .valuation = observation.valuation,
          .flags = observation.flags,
          .locator = Locator::Parse(observation.locator),
          .release = release};
}

std::vector<AreaFigures> GroupTotals(std::vector<AreaFigure> figures, const Vintage& vintage) {
  std::vector<AreaFigures> groups;
  for (size_t from = 0, to = 0; from < figures.size(); from = to) {
    const int64_t release = figures[from].release;
    while (to < figures.size() && figures[to].release == release) ++to;
    const Release& brought = *vintage.Find(release);
    AreaFigures& group = GroupOf(SourceOf(brought), brought.currency, "", groups);
    if (from == 0 && to == figures.size()) {
      // One release tells a cell once.
      group.figures = std::move(figures);
      return groups;
    }
    const auto begin = figures.begin() + static_cast<ptrdiff_t>(from);
    std::move(begin, begin + static_cast<ptrdiff_t>(to - from), std::back_inserter(group.figures));
  }
  const auto counting = [&](const AreaFigure& figure) -> const Release& {
    return *vintage.Counting(vintage.Find(figure.release)->chain);
  };
  for (AreaFigures& one : groups) {
    SortAndUnite(one.figures, CellOf, [&](const AreaFigure& a, const AreaFigure& b) {
      return PublishedBefore(counting(b), counting(a));
    });
  }
  return groups;
}

std::vector<AreaFigures> GroupPoints(std::vector<Series> series, std::string Series::*area) {
  std::vector<AreaFigures> groups;
  for (Series& one : series) {
    AreaFigures& group = GroupOf(one.source, one.currency, one.classification, groups);
    for (Point& point : one.points) {
      group.figures.push_back({.area = one.*area,
                               .period = point.period,
                               .value = point.value,
                               .valuation = point.valuation,
                               .flags = point.flags,
                               .locator = Locator::Parse(point.locator),
                               .release = point.release,
                               .further_releases = std::move(point.further_releases)});
    }
  }
  return groups;
}

std::vector<Basis> RankBases(const std::vector<AreaFigures>& all, absl::string_view commodity,
                             const SourceKinds& kinds, const Basis& asked) {
  Claims<absl::string_view> claims;
  for (const AreaFigures& one : all) {
    if (one.figures.empty() || !IsWithin(one, asked)) continue;
    auto& [claim, told] = claims.On(BasisOf(one, commodity, asked));
    Period last;
    told.reserve(told.size() + one.figures.size());
    for (const AreaFigure& figure : one.figures) {
      last = std::max(last, figure.period);
      told.push_back(figure.area);
    }
    claim.last = std::max(claim.last, last.Last());
    claim.values += one.figures.size();
  }
  return std::move(claims).Rank(kinds);
}

std::vector<const AreaFigure*> OnBasis(const Basis& basis, const std::vector<AreaFigures>& all) {
  std::vector<Classified<AreaFigure>> on_basis;
  for (const AreaFigures& one : all) {
    if (!IsWithin(one, basis)) continue;
    on_basis.reserve(on_basis.size() + one.figures.size());
    for (const AreaFigure& figure : one.figures) {
      on_basis.push_back({&figure, one.classification});
    }
  }
  UniteBySay(on_basis, CellOf);
  std::vector<const AreaFigure*> figures;
  figures.reserve(on_basis.size());
  for (const Classified<AreaFigure>& one : on_basis) figures.push_back(one.figure);
  return figures;
}

}  // namespace entente::trade
