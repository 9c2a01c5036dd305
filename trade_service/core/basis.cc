#include "trade_service/core/basis.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/time/civil_time.h"

namespace entente::trade {
namespace {

bool IsWithin(const Series& series, const Basis& asked) {
  return (asked.source.empty() || asked.source == series.source) &&
         (asked.currency.empty() || asked.currency == series.currency) &&
         (asked.classification.empty() || IsOfClassification(series.classification, asked));
}

// What the series on a basis tell: of which reporters, partners and flows, and until when.
struct Claim {
  Basis basis;
  std::set<std::tuple<absl::string_view, absl::string_view, absl::string_view>> told;
  absl::CivilDay last = absl::CivilDay::min();  // that a value is of
};

}  // namespace

bool IsHarmonizedSystem(absl::string_view classification) {
  return classification.size() == 2 && classification[0] == 'H' &&
         absl::ascii_isdigit(static_cast<unsigned char>(classification[1]));
}

bool IsOfClassification(absl::string_view classification, const Basis& basis) {
  return basis.classification == kHarmonizedChapters ? IsHarmonizedSystem(classification)
                                                     : classification == basis.classification;
}

std::string ClassificationAt(int digits, absl::string_view classification) {
  if (digits == 2 && IsHarmonizedSystem(classification)) return kHarmonizedChapters;
  return std::string(classification);
}

Basis BasisOf(const Series& series) {
  return {.source = series.source,
          .currency = series.currency,
          .classification =
              ClassificationAt(static_cast<int>(series.commodity.size()), series.classification)};
}

std::vector<Basis> RankBases(const std::vector<Series>& series, const SourceKinds& kinds,
                             const Basis& asked) {
  std::map<std::tuple<std::string, std::string, std::string>, Claim> claims;
  std::map<std::string, size_t> points;  // by source
  size_t most = 0;
  for (const Series& one : series) {
    if (one.points.empty() || !IsWithin(one, asked)) continue;
    Basis basis = BasisOf(one);
    if (!asked.classification.empty()) basis.classification = asked.classification;
    Claim& claim = claims[{basis.source, basis.currency, basis.classification}];
    claim.basis = std::move(basis);
    claim.told.emplace(one.reporter, one.partner, one.flow);
    claim.last = std::max(claim.last, one.points.back().period.Last());
    points[one.source] += one.points.size();
    most = std::max(most, claim.told.size());
  }
  // The smallest has the say.
  const auto rank = [&](const Claim& claim) {
    const Basis& basis = claim.basis;
    const bool harmonized =
        IsHarmonizedSystem(basis.classification) || basis.classification == kHarmonizedChapters;
    return std::tuple(WeightOf(kinds, basis.source), absl::CivilDay() - claim.last,
                      -static_cast<int64_t>(points.at(basis.source)), basis.source, basis.currency,
                      !harmonized);
  };
  std::vector<const Claim*> ranked;
  for (auto claim = claims.rbegin(); claim != claims.rend(); ++claim) {
    if (claim->second.told.size() * 2 >= most) ranked.push_back(&claim->second);
  }
  // Of equal ones the later classification, which came first, stays first.
  std::stable_sort(ranked.begin(), ranked.end(),
                   [&](const Claim* a, const Claim* b) { return rank(*a) < rank(*b); });
  std::vector<Basis> bases;
  bases.reserve(ranked.size());
  for (const Claim* claim : ranked) bases.push_back(claim->basis);
  return bases;
}

std::optional<Basis> ChooseBasis(const std::vector<Series>& series, const SourceKinds& kinds,
                                 const Basis& asked) {
  std::vector<Basis> bases = RankBases(series, kinds, asked);
  if (bases.empty()) return std::nullopt;
  return std::move(bases.front());
}

std::vector<Series> OnBasis(const Basis& basis, const std::vector<Series>& series) {
  using Key = std::tuple<std::string, std::string, std::string, Frequency>;
  // A row of the commodity goes before one that was added up, then the later classification.
  using Rank = std::pair<bool, absl::string_view>;
  using Ranked = std::map<Period, std::pair<Rank, const Point*>>;
  std::map<Key, std::pair<const Series*, Ranked>> all;
  for (const Series& one : series) {
    const bool empty = one.points.empty() && one.unconverted_periods.empty();
    if (!IsWithin(one, basis) || empty) continue;
    auto& [heading, points] = all[{one.reporter, one.partner, one.flow, one.frequency}];
    heading = &one;
    for (const Point& point : one.points) {
      const Rank rank(!point.flags.Has(Flag::kSummed), one.classification);
      const auto [known, added] = points.try_emplace(point.period, rank, &point);
      if (!added && known->second.first < rank) known->second = {rank, &point};
    }
  }
  std::vector<Series> on_basis;
  on_basis.reserve(all.size());
  for (const auto& [key, entry] : all) {
    const auto& [heading, points] = entry;
    Series& added = on_basis.emplace_back();
    added.reporter = heading->reporter;
    added.partner = heading->partner;
    added.flow = heading->flow;
    added.commodity = heading->commodity;
    added.classification = basis.classification;
    added.frequency = heading->frequency;
    added.source = basis.source;
    added.currency = basis.currency;
    added.points.reserve(points.size());
    for (const auto& [period, point] : points) added.points.push_back(*point.second);
    added.unconverted_periods = heading->unconverted_periods;
  }
  return on_basis;
}

std::vector<std::string> OtherClassifications(const Basis& basis,
                                              const std::vector<Series>& series) {
  std::set<std::string> others;
  for (const Series& one : series) {
    if (one.source == basis.source && !IsOfClassification(one.classification, basis)) {
      others.insert(one.classification);
    }
  }
  return {others.begin(), others.end()};
}

}  // namespace entente::trade
