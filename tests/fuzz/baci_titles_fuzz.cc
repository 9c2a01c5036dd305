// BACI's list of commodities.

#include "tests/fuzz/fuzz.h"
#include "trade_service/load/baci_titles.h"

void FuzzOne(absl::string_view input) {
  entente::trade::File file;
  file.content = input;
  file.name = "product_codes_HS92_V202301.csv";
  const auto loaded = entente::trade::LoadBaciTitles(file);
  if (!loaded.ok()) {
    FUZZ_CHECK(!loaded.status().message().empty());
    return;
  }
  const entente::ImportReport& report = loaded->report;
  FUZZ_CHECK(report.read == report.kept + report.rejected());
  FUZZ_CHECK(report.kept == static_cast<int64_t>(loaded->batch.titles.size()));
}
