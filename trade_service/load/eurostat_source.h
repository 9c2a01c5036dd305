#ifndef ENTENTE_TRADE_SERVICE_LOAD_EUROSTAT_SOURCE_H_
#define ENTENTE_TRADE_SERVICE_LOAD_EUROSTAT_SOURCE_H_

#include "trade_service/core/source.h"

namespace entente::trade {

// Comext, as every format of Eurostat's has it.
inline Source EurostatComext() {
  return {.name = "sources/eurostat-comext",
          .title = "Comext",
          .publisher = "Eurostat",
          .url = "https://ec.europa.eu/eurostat/comext",
          .kind = SourceKind::kCompiled,
          .note = ""};
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_EUROSTAT_SOURCE_H_
