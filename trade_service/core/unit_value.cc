#include "trade_service/core/unit_value.h"

#include <algorithm>

#include "common/status/status_macros.h"
#include "trade_service/core/ratio.h"

namespace entente::trade {
namespace {

using Measure = std::optional<Decimal> CommodityRow::*;

// The sum of what all rows have; nothing if one lacks it.
absl::StatusOr<std::optional<Decimal>> SumOf(const Commodity& commodity, Measure measure) {
  if (commodity.made_of.empty()) return std::optional<Decimal>();
  Decimal sum;
  for (const CommodityRow* row : commodity.made_of) {
    if (!(row->*measure)) return std::optional<Decimal>();
    ASSIGN_OR_RETURN(sum, sum.Add(*(row->*measure)));
  }
  return std::optional<Decimal>(sum);
}

bool HasOneUnit(const Commodity& commodity) {
  return std::all_of(commodity.made_of.begin(), commodity.made_of.end(),
                     [&](const CommodityRow* row) {
                       return row->quantity_unit == commodity.made_of[0]->quantity_unit;
                     });
}

}  // namespace

absl::StatusOr<UnitValue> UnitValueOf(const Commodity& commodity) {
  UnitValue unit_value;
  ASSIGN_OR_RETURN(unit_value.net_weight_kg, SumOf(commodity, &CommodityRow::net_weight_kg));
  if (unit_value.net_weight_kg) {
    unit_value.per_kg = Ratio(commodity.value, *unit_value.net_weight_kg);
  }
  if (HasOneUnit(commodity)) {
    ASSIGN_OR_RETURN(unit_value.quantity, SumOf(commodity, &CommodityRow::quantity));
  }
  if (unit_value.quantity) {
    unit_value.quantity_unit = commodity.made_of[0]->quantity_unit;
    unit_value.per_unit = Ratio(commodity.value, *unit_value.quantity);
  }
  return unit_value;
}

}  // namespace entente::trade
