#ifndef ENTENTE_TRADE_SERVICE_CORE_PERIOD_SUMS_H_
#define ENTENTE_TRADE_SERVICE_CORE_PERIOD_SUMS_H_

#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/derived.h"

namespace entente::trade {

// A period that was not added up, because the series lacks some of it.
struct IncompletePeriod {
  Period period;
  std::vector<Period> missing;
};

// Sums over longer periods. Of flows of money, which add up over time.
struct PeriodSums {
  DerivedSeries series;                      // complete periods alone
  std::vector<IncompletePeriod> incomplete;  // in order of period
};

// Quarters out of months, or years out of months or quarters: every period that `series` touches or
// spans. Note that a source's own annual figure may be revised later than its months and need not
// be their sum. INVALID_ARGUMENT if `frequency` is no longer one than the series has; OUT_OF_RANGE
// if a sum overflows.
absl::StatusOr<PeriodSums> SumTo(Frequency frequency, const DerivedSeries& series);

// `given`, which are what one source tells of the same in longer and in shorter periods, the
// longest first and none longer than those of `frequency`, as one series of that frequency: its own
// values stay, and a period without one is filled with the sum of its quarters or, where one of
// these is missing, of its months. So is one whose value GivesWay, if the sum does not.
// OUT_OF_RANGE if a sum overflows.
absl::StatusOr<PeriodSums> FillUp(Frequency frequency, const std::vector<DerivedSeries>& given);

// For each month (quarter) from the twelfth (fourth) of `series` on, the sum of the year that ends
// with it, as the value of that month (quarter). OUT_OF_RANGE if a sum overflows.
absl::StatusOr<PeriodSums> TrailingYear(const DerivedSeries& series);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_PERIOD_SUMS_H_
