#include "trade_service/core/area_figures.h"

#include <algorithm>
#include <cstddef>
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

// Sorts `all` by key and keeps one of each, the first by `before`. What is in order already, each
// once, is left as it is, which is the usual case.
template <typename T, typename KeyOf, typename Before>
void SortAndUnite(std::vector<T>& all, KeyOf key_of, Before before) {
  const auto not_ascending = [&](const T& a, const T& b) { return key_of(a) >= key_of(b); };
  if (std::adjacent_find(all.begin(), all.end(), not_ascending) == all.end()) return;
  std::stable_sort(all.begin(), all.end(), [&](const T& a, const T& b) {
    return key_of(a) == key_of(b) ? before(a, b) : key_of(a) < key_of(b);
  });
  all.erase(std::unique(all.begin(), all.end(),
                        [&](const T& a, const T& b) { return key_of(a) == key_of(b); }),
            all.end());
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
    told[i].reserve(told[i].size() + one.figures.size());
    for (const AreaFigure& figure : one.figures) {
      last = std::max(last, figure.period);
      told[i].push_back(figure.area);
    }
    claims[i].values += one.figures.size();
    claims[i].last = std::max(claims[i].last, last.Last());
  }
  for (size_t i = 0; i < claims.size(); ++i) {
    SortAndUnite(
        told[i], [](absl::string_view area) { return area; },
        [](absl::string_view, absl::string_view) { return false; });
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
      entries, [](const Entry& entry) { return CellOf(*entry.figure); },
      [](const Entry& a, const Entry& b) {
        return SayOf(b.figure->flags, b.classification) < SayOf(a.figure->flags, a.classification);
      });
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
