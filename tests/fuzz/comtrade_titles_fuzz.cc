// UN Comtrade's list of commodities.

#include "tests/fuzz/fuzz.h"
#include "trade_service/load/comtrade_titles.h"

void FuzzOne(absl::string_view input) {
  entente::trade::File file;
  file.content = input;
  const auto loaded = entente::trade::LoadComtradeTitles(file);
  if (!loaded.ok()) {
    FUZZ_CHECK(!loaded.status().message().empty());
    return;
  }
  const entente::ImportReport& report = loaded->report;
  FUZZ_CHECK(report.read == report.kept + report.rejected());
  FUZZ_CHECK(report.kept == static_cast<int64_t>(loaded->batch.titles.size()));
}
