// A workbook of the Bureau's tables: container, records and layout.

#include "tests/fuzz/load.h"
#include "trade_service/load/bns_xls.h"

void FuzzOne(absl::string_view input) {
  entente::trade::FuzzLoad(input, "fuzz.xls", entente::trade::LoadBnsXls);
}
