// A message of SDMX-JSON, of either form.

#include "tests/fuzz/load.h"
#include "trade_service/load/sdmx_json.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzLoad(input, "fuzz.json", entente::trade::LoadSdmxJson);
}
