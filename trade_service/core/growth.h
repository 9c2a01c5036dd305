#ifndef ENTENTE_TRADE_SERVICE_CORE_GROWTH_H_
#define ENTENTE_TRADE_SERVICE_CORE_GROWTH_H_

#include <optional>
#include <vector>

#include "trade_service/core/derived.h"

namespace entente::trade {

// The change of each value against the same period of the year before, as a ratio: 0.25 for 25
// percent more. Of any frequency; a period whose year before is missing or not above zero is left
// out. At current prices: what a price did is in it.
std::vector<DerivedRatio> YearOnYear(const DerivedSeries& series);

// The yearly rate at which the value of `years` years before `last` would have grown to that of
// `last`: (last / first)^(1 / years) - 1, the exponential growth rate of the UNCTAD Handbook of
// Statistics (hbs.unctad.org/calculation-methods). Nothing if `years` is below 1, or one of the two
// values is missing or not above zero.
std::optional<DerivedRatio> CompoundGrowth(const DerivedSeries& series, const Period& last,
                                           int years);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_GROWTH_H_
