#ifndef ENTENTE_TRADE_SERVICE_CORE_PARTNER_ROWS_H_
#define ENTENTE_TRADE_SERVICE_CORE_PARTNER_ROWS_H_

#include <deque>
#include <map>
#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/area_figures.h"
#include "trade_service/core/partners.h"

namespace entente::trade {

// Rows of areas by period. The figures that they were made of must outlive them.
struct PartnerRows {
  std::map<Period, std::vector<PartnerRow>> rows;
  // Of periods that were not added up, the parts in which no area but the world has a value, or
  // less than half as many as in the fullest part and the world has none either.
  std::map<Period, std::vector<Period>> missing;
  std::deque<Locator> locators_of_sums;  // that rows refer to
};

// The rows that `figures` make, one an area and period, which stand in `vintage`. Values of shorter
// periods than `frequency` are added up; where an area has no value of a part that others have,
// that counts as no trade, and the row names the part; the world is left out then. OUT_OF_RANGE if
// a sum overflows.
absl::StatusOr<PartnerRows> RowsOf(Frequency frequency,
                                   const std::vector<const AreaFigure*>& figures,
                                   const Vintage& vintage);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_PARTNER_ROWS_H_
