// Eurostat's 'Relational View'.

#include "tests/fuzz/load.h"
#include "trade_service/load/eurostat_relational.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzLoad(input, "fuzz.csv", entente::trade::LoadEurostatRelational);
}
