#ifndef ENTENTE_TRADE_SERVICE_CORE_LEVEL_H_
#define ENTENTE_TRADE_SERVICE_CORE_LEVEL_H_

#include "absl/strings/string_view.h"

#include "trade_service/core/observation.h"

namespace entente::trade {

// Number of digits of a commodity's code; 0 of TOTAL.
inline int LevelOf(absl::string_view commodity) {
  return commodity == kTotal ? 0 : static_cast<int>(commodity.size());
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_LEVEL_H_
