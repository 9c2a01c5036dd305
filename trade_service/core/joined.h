#ifndef ENTENTE_TRADE_SERVICE_CORE_JOINED_H_
#define ENTENTE_TRADE_SERVICE_CORE_JOINED_H_

#include "trade_service/core/observation.h"

// What a value made of two others carries of them.
namespace entente::trade {

// The valuation that both have; kUnspecified where they differ.
inline Valuation Joined(Valuation a, Valuation b) { return a == b ? a : Valuation::kUnspecified; }

// The flags that either has.
inline Flags Joined(Flags a, Flags b) { return Flags::FromBits(a.bits() | b.bits()); }

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_JOINED_H_
