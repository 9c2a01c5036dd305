#ifndef ENTENTE_TRADE_SERVICE_CORE_SUMMED_POINT_H_
#define ENTENTE_TRADE_SERVICE_CORE_SUMMED_POINT_H_

#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/series.h"

namespace entente::trade {

// The value of `whole`, flagged kSummed, out of those of `parts`: at least one, in order of period.
// FOB values and weights are added up where every part has one. The release is that of the first
// part, those of the others are further ones; the locator names the place of every part, and the
// release of each that is from another one, or, where a part is of several releases itself, how
// many values of how many releases there are. `parts` stand in `vintage`. OUT_OF_RANGE if a sum
// overflows.
absl::StatusOr<Point> AddUp(const Period& whole, const std::vector<const Point*>& parts,
                            const Vintage& vintage);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_SUMMED_POINT_H_
