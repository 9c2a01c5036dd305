// UN Comtrade's list of commodities.

#include "tests/fuzz/load.h"
#include "trade_service/load/comtrade_titles.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzTitles(input, "fuzz.csv", entente::trade::LoadComtradeTitles);
}
