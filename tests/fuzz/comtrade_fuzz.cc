// UN Comtrade API v1, CSV.

#include "tests/fuzz/load.h"
#include "trade_service/load/comtrade_csv.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzLoad(input, "fuzz.csv", entente::trade::LoadComtradeCsv);
}
