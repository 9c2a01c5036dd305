#ifndef ENTENTE_TRADE_SERVICE_CORE_DERIVED_H_
#define ENTENTE_TRADE_SERVICE_CORE_DERIVED_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/series.h"

// What is computed from series, here and in period_sums.h and growth.h: values stay exact, and each
// of them names the points that it was made of.
namespace entente::trade {

// A value computed from points of one or more series.
struct DerivedPoint {
  Period period;
  Decimal value;
  Valuation valuation = Valuation::kUnspecified;  // that of all points, if they have the same
  Flags flags;                                    // those of any point, and kSummed where added up
  std::vector<const Point*> made_of;              // the series that they are in must outlive this
};

// Values of one frequency and currency.
struct DerivedSeries {
  Frequency frequency = Frequency::kAnnual;
  std::string currency;
  std::vector<DerivedPoint> points;  // in order of period, one per period
};

// A ratio computed from such values, e.g. 0.25 for a quarter or for a growth of 25 percent.
struct DerivedRatio {
  Period period;
  double value = 0;
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;
  std::vector<const Point*> made_of;
};

// The points of a series as they are, each made of itself.
DerivedSeries PointsOf(const Series& series);

// The ratio `value` of the period of `a`, made of everything that `a` and `b` are made of.
DerivedRatio MadeOf(double value, const DerivedPoint& a, const DerivedPoint& b);

// The share that `part` has in `whole`, e.g. exports to one partner in exports to the world, in
// every period that both have and in which there is one (ShareOf). INVALID_ARGUMENT if their
// frequencies or currencies differ.
absl::StatusOr<std::vector<DerivedRatio>> Shares(const DerivedSeries& part,
                                                 const DerivedSeries& whole);

// Exports less imports in every period that both have. Exports are usually valued FOB and imports
// CIF, so that a balance usually has no valuation. INVALID_ARGUMENT if their frequencies or
// currencies differ; OUT_OF_RANGE if a difference overflows.
absl::StatusOr<DerivedSeries> Balance(const DerivedSeries& exports, const DerivedSeries& imports);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_DERIVED_H_
