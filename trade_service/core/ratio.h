#ifndef ENTENTE_TRADE_SERVICE_CORE_RATIO_H_
#define ENTENTE_TRADE_SERVICE_CORE_RATIO_H_

#include <optional>

#include "trade_service/core/decimal.h"

namespace entente::trade {

// `part` by `whole`, both rounded to double first (Decimal::ToDouble): right to about 15 digits,
// which is for reading, never for adding up. Nothing where `whole` is not above zero: a share or a
// growth rate of nothing, or of a negative correction, says nothing.
inline std::optional<double> Ratio(const Decimal& part, const Decimal& whole) {
  if (whole <= Decimal()) return std::nullopt;
  return part.ToDouble() / whole.ToDouble();
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_RATIO_H_
