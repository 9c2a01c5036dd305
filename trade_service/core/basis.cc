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

#include "trade_service/core/gives_way.h"

namespace entente::trade {
namespace {

bool IsWithin(const Series& series, const Basis& asked) {
  return IsWithin(series.source, series.currency, series.classification, asked);
}

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

Basis BasisOf(const Series& series) {
  return {.source = series.source,
          .currency = series.currency,
          .classification =
              ClassificationAt(static_cast<int>(series.commodity.size()), series.classification)};
}

bool IsWithin(absl::string_view source, absl::string_view currency,
              absl::string_view classification, const Basis& asked) {
  return (asked.source.empty() || asked.source == source) &&
         (asked.currency.empty() || asked.currency == currency) &&
         (asked.classification.empty() || IsOfClassification(classification, asked));
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
  struct Told {
    Claim claim;
    std::set<std::tuple<absl::string_view, absl::string_view, absl::string_view>> of;
  };
  std::map<std::tuple<std::string, std::string, std::string>, Told> all;
  for (const Series& one : series) {
    if (IsEmpty(one) || !IsWithin(one, asked)) continue;
    Basis basis = BasisOf(one);
    if (!asked.classification.empty()) basis.classification = asked.classification;
    auto& [claim, told] = all[{basis.source, basis.currency, basis.classification}];
    claim.basis = std::move(basis);
    if (one.points.empty()) continue;
    told.emplace(one.reporter, one.partner, one.flow);
    claim.last = std::max(claim.last, one.points.back().period.Last());
    claim.values += one.points.size();
  }
  std::vector<Claim> claims;
  for (auto& [key, told] : all) {
    told.claim.told = told.of.size();
    claims.push_back(std::move(told.claim));
  }
  return RankClaims(claims, kinds);
}

std::optional<Basis> ChooseBasis(const std::vector<Series>& series, const SourceKinds& kinds,
                                 const Basis& asked) {
  std::vector<Basis> bases = RankBases(series, kinds, asked);
  if (bases.empty()) return std::nullopt;
  return std::move(bases.front());
}

Say SayOf(const Flags& flags, absl::string_view classification) {
  return {!GivesWay(flags), classification};
}

std::vector<Series> OnBasis(const Basis& basis, const std::vector<Series>& series) {
  using Key = std::tuple<std::string, std::string, std::string, Frequency>;
  using Ranked = std::map<Period, std::pair<Say, const Point*>>;
  std::map<Key, std::pair<const Series*, Ranked>> all;
  for (const Series& one : series) {
    if (IsEmpty(one) || !IsWithin(one, basis)) continue;
    auto& [heading, points] = all[{one.reporter, one.partner, one.flow, one.frequency}];
    heading = &one;
    for (const Point& point : one.points) {
      const Say say = SayOf(point.flags, one.classification);
      const auto [known, added] = points.try_emplace(point.period, say, &point);
      if (!added && known->second.first < say) known->second = {say, &point};
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
