// CEPII's BACI.

#include "tests/fuzz/load.h"
#include "trade_service/load/baci.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzLoad(input, "BACI_HS92_Y2021_V202301.csv", entente::trade::LoadBaci);
}
