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
// of that frequency. Each decides for itself: a value that its source gives as such stays, and a
// period without one is filled with the sum of its quarters or, where one of these is missing, of
// its months. A value that is made of anything but own rows (IsOwnRow) gives way to a sum of these
// alone. OUT_OF_RANGE if a sum overflows.
absl::StatusOr<FilledSeries> FillUp(Frequency frequency, const std::vector<Series>& given,
                                    const Vintage& vintage);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_FILLED_SERIES_H_
