// UN Comtrade from before 2023.

#include "tests/fuzz/load.h"
#include "trade_service/load/comtrade_legacy.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzLoad(input, "fuzz.csv", entente::trade::LoadComtradeLegacy);
}
