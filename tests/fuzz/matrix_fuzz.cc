// A matrix of countries, of either form.

#include "tests/fuzz/load.h"
#include "trade_service/load/matrix.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzLoad(input, "fuzz.csv", entente::trade::LoadMatrix);
}
