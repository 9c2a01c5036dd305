#ifndef ENTENTE_TRADE_SERVICE_CORE_OWN_ROW_H_
#define ENTENTE_TRADE_SERVICE_CORE_OWN_ROW_H_

#include "trade_service/core/observation.h"

namespace entente::trade {

// Whether a value with these flags is a row of the commodity itself: neither added up nor
// converted, both of which may tell a part of it alone.
inline bool IsOwnRow(const Flags& flags) {
  return !flags.Has(Flag::kSummed) && !flags.Has(Flag::kConverted);
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_OWN_ROW_H_
