#ifndef ENTENTE_TRADE_SERVICE_CORE_AREA_FIGURES_H_
#define ENTENTE_TRADE_SERVICE_CORE_AREA_FIGURES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "trade_service/core/basis.h"
#include "trade_service/core/locator.h"
#include "trade_service/core/observation.h"
#include "trade_service/core/series.h"
#include "trade_service/core/vintage.h"

// Figures of many areas, of which few are shown: with no more than a ranking needs. What all of
// them share (the country on the other side, flow and commodity) is what was asked for.
namespace entente::trade {

// A value of one area in one period.
struct AreaFigure {
  std::string area;  // alpha-3, kWorld, or the source's own code of what is no country ("899")
  Period period;
  Decimal value;
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;
  Locator locator;
  int64_t release = 0;  // id
  // Of a value that was made of several rows: ids of their other releases.
  std::vector<int64_t> further_releases = {};

  friend bool operator==(const AreaFigure&, const AreaFigure&) = default;
};

// The value of an observation, without what a ranking does not need. `area` is the end that names
// the area.
AreaFigure FigureOf(Observation observation, std::string Cell::*area, int64_t release);

// Those of one source, currency and classification, in any order.
struct AreaFigures {
  std::string source;  // resource name
  std::string currency;
  std::string classification;  // empty for TOTAL
  std::vector<AreaFigure> figures;
};

// Figures of total trade that stand in `vintage`, by source and currency. Where two data sets of a
// source have the same cell, the one published last has the say, as in BuildSeries.
std::vector<AreaFigures> GroupTotals(std::vector<AreaFigure> figures, const Vintage& vintage);

// The points of series, by source, currency and classification. `area` is the end that names the
// area.
std::vector<AreaFigures> GroupPoints(std::vector<Series> series, std::string Series::*area);

// The bases of figures of `commodity` that are within `asked`, as those of series are ranked.
std::vector<Basis> RankBases(const std::vector<AreaFigures>& all, absl::string_view commodity,
                             const SourceKinds& kinds, const Basis& asked);

// The figures that are on `basis`, in order of area and period, one each: of several revisions that
// one which has the say (UniteBySay in claims.h). `all` must outlive the result.
std::vector<const AreaFigure*> OnBasis(const Basis& basis, const std::vector<AreaFigures>& all);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_AREA_FIGURES_H_
