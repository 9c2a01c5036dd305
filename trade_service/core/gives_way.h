#ifndef ENTENTE_TRADE_SERVICE_CORE_GIVES_WAY_H_
#define ENTENTE_TRADE_SERVICE_CORE_GIVES_WAY_H_

#include "trade_service/core/observation.h"

namespace entente::trade {

// Whether a value with these flags gives way to another of the same cell that does not: it may tell
// a part alone, or was converted. A sum that is known to be whole is as good as a row: of details
// at import (means of transport, customs procedures), of a source's every code, of a period's every
// part.
inline bool GivesWay(const Flags& flags) {
  return flags.Has(Flag::kIncomplete) || flags.Has(Flag::kConverted);
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_GIVES_WAY_H_
