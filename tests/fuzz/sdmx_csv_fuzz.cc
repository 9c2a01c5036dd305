// A message of SDMX-CSV, of whatever data flow. Our own may carry several releases.

#include "tests/fuzz/load.h"
#include "trade_service/load/sdmx_csv.h"

void FuzzOne(absl::string_view input) {
  const auto loaded = entente::trade::ReadOrRefused(input, "fuzz.csv", entente::trade::LoadSdmxCsv);
  FUZZ_CHECK(!loaded || !loaded->batch.releases.empty());
}
