#ifndef ENTENTE_TRADE_SERVICE_CORE_UNIT_VALUE_H_
#define ENTENTE_TRADE_SERVICE_CORE_UNIT_VALUE_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"

#include "trade_service/core/commodity_table.h"

namespace entente::trade {

// What a commodity's weight and quantity say, and what it cost by them, in the table's currency.
struct UnitValue {
  std::optional<Decimal> net_weight_kg;
  std::optional<double> per_kg;
  std::optional<Decimal> quantity;
  std::string quantity_unit;  // the source's code
  std::optional<double> per_unit;
};

// The unit values of a commodity, a rough kind of price (IMTS 2010, paragraph 5.5, recommends net
// weights in kilograms and the standard units of quantity of the World Customs Organization on all
// transactions for such uses). Of a commodity that was added up only what all of its rows have: a
// weight that some lack, or a quantity of several units, is none. Ratios are absent where the
// weight or quantity is not above zero. OUT_OF_RANGE if a sum overflows.
absl::StatusOr<UnitValue> UnitValueOf(const Commodity& commodity);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_UNIT_VALUE_H_
