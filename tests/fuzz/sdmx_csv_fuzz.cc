// A message of SDMX-CSV, of whatever data flow.

#include "tests/fuzz/load.h"
#include "trade_service/load/sdmx_csv.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzLoad(input, "fuzz.csv", entente::trade::LoadSdmxCsv);
}
