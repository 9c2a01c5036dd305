#ifndef ENTENTE_TRADE_SERVICE_CORE_FILLED_SERIES_H_
#define ENTENTE_TRADE_SERVICE_CORE_FILLED_SERIES_H_

#include <set>
#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/series.h"

namespace entente::trade {

// Series of one frequency, some of whose values were added up.
struct FilledSeries {
  std::vector<Series> series;   // in order of source, reporter, partner, flow and currency
  std::set<Period> incomplete;  // of which flow X or M of a series has some parts and no value
};

// `given`, which stands in `vintage` and has no longer periods than those of `frequency`, as series
// of that frequency: those that differ in their frequency alone are one, as FillUp in period_sums.h
// makes it, each sum as AddUp in summed_point.h makes it. OUT_OF_RANGE if a sum overflows.
absl::StatusOr<FilledSeries> FillUp(Frequency frequency, const std::vector<Series>& given,
                                    const Vintage& vintage);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_FILLED_SERIES_H_
