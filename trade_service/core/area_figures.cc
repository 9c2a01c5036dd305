#include "trade_service/core/area_figures.h"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

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

// Sorts `all` and keeps the first of those that are equal. What is in order already is left as it
// is, which is the usual case.
template <typename T, typename Before, typename Equal>
void SortAndUnite(std::vector<T>& all, Before before, Equal equal) {
  if (!std::is_sorted(all.begin(), all.end(), before)) {
    std::stable_sort(all.begin(), all.end(), before);
  }
  all.erase(std::unique(all.begin(), all.end(), equal), all.end());
}

}  // namespace

AreaFigure FigureOf(Observation observation, std::string Cell::*area, int64_t release) {
  return {.area = std::move(observation.cell.*area),
          .period = observation.cell.period,
          .value = observation.value,
          .valuation = observation.valuation,
          .flags = observation.flags,
          .locator = std::move(observation.locator),
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
      group.figures.swap(figures);
      break;
    }
    const auto begin = figures.begin() + static_cast<ptrdiff_t>(from);
    std::move(begin, begin + static_cast<ptrdiff_t>(to - from), std::back_inserter(group.figures));
  }
  const auto counting = [&](const AreaFigure& figure) -> const Release& {
    return *vintage.Counting(vintage.Find(figure.release)->chain);
  };
  for (AreaFigures& one : groups) {
    SortAndUnite(
        one.figures,
        [&](const AreaFigure& a, const AreaFigure& b) {
          const auto order = CellOf(a) <=> CellOf(b);
          return order == 0 ? PublishedBefore(counting(b), counting(a)) : order < 0;
        },
        [](const AreaFigure& a, const AreaFigure& b) { return CellOf(a) == CellOf(b); });
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
                               .locator = std::move(point.locator),
                               .release = point.release,
                               .further_releases = std::move(point.further_releases)});
    }
  }
  return groups;
}

std::vector<Basis> RankBases(const std::vector<AreaFigures>& all, absl::string_view commodity,
                             const SourceKinds& kinds, const Basis& asked) {
  std::vector<Claim> claims;
  std::vector<std::vector<absl::string_view>> told;  // areas, by claim
  for (const AreaFigures& one : all) {
    if (one.figures.empty() || !IsWithin(one.source, one.currency, one.classification, asked)) {
      continue;
    }
    const Basis basis{.source = one.source,
                      .currency = one.currency,
                      .classification = asked.classification.empty()
                                            ? ClassificationAt(static_cast<int>(commodity.size()),
                                                               one.classification)
                                            : asked.classification};
    const auto known = std::find_if(claims.begin(), claims.end(),
                                    [&](const Claim& claim) { return claim.basis == basis; });
    const auto i = static_cast<size_t>(known - claims.begin());
    if (known == claims.end()) {
      claims.push_back({.basis = basis});
      told.emplace_back();
    }
    Period last;
    for (const AreaFigure& figure : one.figures) {
      last = std::max(last, figure.period);
      told[i].push_back(figure.area);
    }
    claims[i].values += one.figures.size();
    claims[i].last = std::max(claims[i].last, last.Last());
  }
  for (size_t i = 0; i < claims.size(); ++i) {
    SortAndUnite(told[i], std::less<>(), std::equal_to<>());
    claims[i].told = told[i].size();
  }
  return RankClaims(claims, kinds);
}

std::vector<const AreaFigure*> OnBasis(const Basis& basis, const std::vector<AreaFigures>& all) {
  struct Entry {
    const AreaFigure* figure;
    absl::string_view classification;
  };
  std::vector<Entry> entries;
  for (const AreaFigures& one : all) {
    if (!IsWithin(one.source, one.currency, one.classification, basis)) continue;
    entries.reserve(entries.size() + one.figures.size());
    for (const AreaFigure& figure : one.figures) entries.push_back({&figure, one.classification});
  }
  SortAndUnite(
      entries,
      [](const Entry& a, const Entry& b) {
        const auto order = CellOf(*a.figure) <=> CellOf(*b.figure);
        return order == 0 ? b.classification < a.classification : order < 0;
      },
      [](const Entry& a, const Entry& b) { return CellOf(*a.figure) == CellOf(*b.figure); });
  std::vector<const AreaFigure*> figures;
  figures.reserve(entries.size());
  for (const Entry& entry : entries) figures.push_back(entry.figure);
  return figures;
}

std::vector<std::string> OtherClassifications(const Basis& basis,
                                              const std::vector<AreaFigures>& all) {
  std::set<std::string> others;
  for (const AreaFigures& one : all) {
    if (one.source == basis.source && !IsOfClassification(one.classification, basis)) {
      others.insert(one.classification);
    }
  }
  return {others.begin(), others.end()};
}

}  // namespace entente::trade
