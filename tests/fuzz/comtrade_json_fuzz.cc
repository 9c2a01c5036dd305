// UN Comtrade API v1, JSON.

#include "tests/fuzz/load.h"
#include "trade_service/load/comtrade_json.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzLoad(input, "fuzz.json", entente::trade::LoadComtradeJson);
}
