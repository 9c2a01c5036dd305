#ifndef ENTENTE_TRADE_SERVICE_CORE_SUMMED_SERIES_H_
#define ENTENTE_TRADE_SERVICE_CORE_SUMMED_SERIES_H_

#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/series.h"

// Series of longer periods than the source has, added up from its shorter ones. Of flows of money,
// which add up over time; a source's own annual figure may be revised later than its months and
// need not be their sum.
namespace entente::trade {

// The value of `whole`, flagged kSummed, out of those of `parts`: at least one, in order of period.
// FOB values and weights are added up where every part has one. The release is that of the first
// part, those of the others are further ones; the locator names the place of every part, and the
// release of each that is from another one, or, where a part is of several releases itself, how
// many values of how many releases there are. `parts` stand in `vintage`. OUT_OF_RANGE if a sum
// overflows.
absl::StatusOr<Point> AddUp(const Period& whole, const std::vector<const Point*>& parts,
                            const Vintage& vintage);

struct SummedSeries {
  Series series;                   // the periods that all parts are there of
  std::vector<Period> incomplete;  // the others that there is a part of, in order
};

// `series`, which stands in `vintage` and has values of shorter periods, added up to `frequency`.
// OUT_OF_RANGE if a sum overflows.
absl::StatusOr<SummedSeries> SumTo(Frequency frequency, const Series& series,
                                   const Vintage& vintage);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_SUMMED_SERIES_H_
