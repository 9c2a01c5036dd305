#include "trade_service/core/derived.h"

#include <utility>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "trade_service/core/joined.h"
#include "trade_service/core/ratio.h"

namespace entente::trade {
namespace {

using PointPair = std::pair<const DerivedPoint*, const DerivedPoint*>;

// The points of the periods that both series have.
absl::StatusOr<std::vector<PointPair>> InBoth(const DerivedSeries& a, const DerivedSeries& b) {
  if (a.currency != b.currency) {
    return absl::InvalidArgumentError(
        absl::StrCat("series in ", a.currency, " and ", b.currency, " cannot be compared"));
  }
  if (a.frequency != b.frequency) {
    return absl::InvalidArgumentError(
        "series of different frequencies cannot be compared; add up the finer one first");
  }
  std::vector<PointPair> both;
  auto of_b = b.points.begin();
  for (const DerivedPoint& of_a : a.points) {
    while (of_b != b.points.end() && of_b->period < of_a.period) ++of_b;
    if (of_b == b.points.end()) break;
    if (of_b->period == of_a.period) both.emplace_back(&of_a, &*of_b);
  }
  return both;
}

std::vector<const Point*> Both(const DerivedPoint& a, const DerivedPoint& b) {
  std::vector<const Point*> both = a.made_of;
  both.insert(both.end(), b.made_of.begin(), b.made_of.end());
  return both;
}

}  // namespace

DerivedSeries PointsOf(const Series& series) {
  DerivedSeries derived{.frequency = series.frequency, .currency = series.currency, .points = {}};
  derived.points.reserve(series.points.size());
  for (const Point& point : series.points) {
    derived.points.push_back({.period = point.period,
                              .value = point.value,
                              .valuation = point.valuation,
                              .flags = point.flags,
                              .made_of = {&point}});
  }
  return derived;
}

DerivedRatio MadeOf(double value, const DerivedPoint& a, const DerivedPoint& b) {
  return {.period = a.period,
          .value = value,
          .valuation = Joined(a.valuation, b.valuation),
          .flags = Joined(a.flags, b.flags),
          .made_of = Both(a, b)};
}

absl::StatusOr<std::vector<DerivedRatio>> Shares(const DerivedSeries& part,
                                                 const DerivedSeries& whole) {
  ASSIGN_OR_RETURN(const std::vector<PointPair> both, InBoth(part, whole));
  std::vector<DerivedRatio> shares;
  for (const auto& [of_part, of_whole] : both) {
    const std::optional<double> share = ShareOf(*of_part, *of_whole);
    if (share) shares.push_back(MadeOf(*share, *of_part, *of_whole));
  }
  return shares;
}

absl::StatusOr<DerivedSeries> Balance(const DerivedSeries& exports, const DerivedSeries& imports) {
  ASSIGN_OR_RETURN(const std::vector<PointPair> both, InBoth(exports, imports));
  DerivedSeries balance{.frequency = exports.frequency, .currency = exports.currency, .points = {}};
  for (const auto& [of_exports, of_imports] : both) {
    ASSIGN_OR_RETURN(const Decimal value, of_exports->value.Subtract(of_imports->value));
    balance.points.push_back({.period = of_exports->period,
                              .value = value,
                              .valuation = Joined(of_exports->valuation, of_imports->valuation),
                              .flags = Joined(of_exports->flags, of_imports->flags),
                              .made_of = Both(*of_exports, *of_imports)});
  }
  return balance;
}

}  // namespace entente::trade
