#include "trade_service/core/basis.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/time/civil_time.h"

#include "trade_service/core/claims.h"

namespace entente::trade {
namespace {

// Whether a series tells neither a value nor that one could not be converted.
bool IsEmpty(const Series& series) {
  return series.points.empty() && series.unconverted_periods.empty();
}

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

std::vector<Basis> RankClaims(const std::vector<Claim>& claims, const SourceKinds& kinds) {
  std::map<absl::string_view, size_t> values;  // by source
  size_t most = 0;
  for (const Claim& claim : claims) {
    values[claim.basis.source] += claim.values;
    most = std::max(most, claim.told);
  }
  std::vector<const Claim*> ranked;
  for (const Claim& claim : claims) {
    if (claim.told * 2 >= most) ranked.push_back(&claim);
  }
  // The smallest has the say.
  const auto rank = [&](const Claim& claim) {
    const Basis& basis = claim.basis;
    const bool harmonized =
        IsHarmonizedSystem(basis.classification) || basis.classification == kHarmonizedChapters;
    return std::tuple(WeightOf(kinds, basis.source), absl::CivilDay() - claim.last,
                      -static_cast<int64_t>(values.at(basis.source)),
                      absl::string_view(basis.source), absl::string_view(basis.currency),
                      !harmonized);
  };
  std::sort(ranked.begin(), ranked.end(), [&](const Claim* a, const Claim* b) {
    const auto order = rank(*a) <=> rank(*b);
    return order == 0 ? b->basis.classification < a->basis.classification : order < 0;
  });
  std::vector<Basis> bases;
  bases.reserve(ranked.size());
  for (const Claim* claim : ranked) bases.push_back(claim->basis);
  return bases;
}

std::vector<Basis> RankBases(const std::vector<Series>& series, const SourceKinds& kinds,
                             const Basis& asked) {
  Claims<std::tuple<absl::string_view, absl::string_view, absl::string_view>> claims;
  for (const Series& one : series) {
    if (IsEmpty(one) || !IsWithin(one, asked)) continue;
    auto& [claim, told] = claims.On(BasisOf(one, one.commodity, asked));
    if (one.points.empty()) continue;
    told.emplace_back(one.reporter, one.partner, one.flow);
    claim.last = std::max(claim.last, one.points.back().period.Last());
    claim.values += one.points.size();
  }
  return std::move(claims).Rank(kinds);
}

std::optional<Basis> ChooseBasis(const std::vector<Series>& series, const SourceKinds& kinds,
                                 const Basis& asked) {
  std::vector<Basis> bases = RankBases(series, kinds, asked);
  if (bases.empty()) return std::nullopt;
  return std::move(bases.front());
}

std::vector<Series> OnBasis(const Basis& basis, const std::vector<Series>& series) {
  using Key = std::tuple<absl::string_view, absl::string_view, absl::string_view, Frequency>;
  std::map<Key, std::vector<const Series*>> all;
  for (const Series& one : series) {
    if (IsEmpty(one) || !IsWithin(one, basis)) continue;
    all[{one.reporter, one.partner, one.flow, one.frequency}].push_back(&one);
  }
  std::vector<Series> on_basis;
  on_basis.reserve(all.size());
  for (const auto& [key, of_key] : all) {
    std::vector<Classified<Point>> points;
    for (const Series* one : of_key) {
      for (const Point& point : one->points) points.push_back({&point, one->classification});
    }
    UniteBySay(points, [](const Point& point) { return point.period; });
    const Series& heading = *of_key.back();
    Series& added = on_basis.emplace_back();
    added.reporter = heading.reporter;
    added.partner = heading.partner;
    added.flow = heading.flow;
    added.commodity = heading.commodity;
    added.classification = basis.classification;
    added.frequency = heading.frequency;
    added.source = basis.source;
    added.currency = basis.currency;
    added.points.reserve(points.size());
    for (const Classified<Point>& point : points) added.points.push_back(*point.figure);
    added.unconverted_periods = heading.unconverted_periods;
  }
  return on_basis;
}

}  // namespace entente::trade
