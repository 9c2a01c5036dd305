#ifndef ENTENTE_TRADE_SERVICE_CORE_RATIO_H_
#define ENTENTE_TRADE_SERVICE_CORE_RATIO_H_

#include <optional>

#include "trade_service/core/decimal.h"
#include "trade_service/core/joined.h"

namespace entente::trade {

// `part` by `whole`, both rounded to double first (Decimal::ToDouble): right to about 15 digits,
// which is for reading, never for adding up. Nothing where `whole` is not above zero: a share or a
// growth rate of nothing, or of a negative correction, says nothing.
inline std::optional<double> Ratio(const Decimal& part, const Decimal& whole) {
  if (whole <= Decimal()) return std::nullopt;
  return part.ToDouble() / whole.ToDouble();
}

// The share that one value has in another. Nothing either where one of them may be too small
// (kIncomplete): it would say what was loaded, not what was traded.
template <typename Part, typename Whole>
std::optional<double> ShareOf(const Part& part, const Whole& whole) {
  if (Joined(part.flags, whole.flags).Has(Flag::kIncomplete)) return std::nullopt;
  return Ratio(part.value, whole.value);
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_RATIO_H_
