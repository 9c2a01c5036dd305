// BACI's list of commodities.

#include "tests/fuzz/load.h"
#include "trade_service/load/baci_titles.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzTitles(input, "product_codes_HS92_V202301.csv",
                             entente::trade::LoadBaciTitles);
}
