// A message of SDMX-ML.

#include "tests/fuzz/load.h"
#include "trade_service/load/sdmx_ml.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzLoad(input, "fuzz.xml", entente::trade::LoadSdmxMl);
}
