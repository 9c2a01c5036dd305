// A Comtrade file: read, or refused with a reason; every row is accounted for.

#include "common/status/error.h"
#include "tests/fuzz/fuzz.h"
#include "trade_service/load/comtrade_csv.h"

void FuzzOne(absl::string_view input) {
  entente::trade::File file;
  file.content = input;
  file.name = "fuzz.csv";
  file.sha256 = "0123456789abcdef";
  const auto loaded = entente::trade::LoadComtradeCsv(file);
  if (!loaded.ok()) {
    FUZZ_CHECK(!loaded.status().message().empty());
    return;
  }
  const entente::ImportReport& report = loaded->report;
  FUZZ_CHECK(report.read == report.kept + report.merged + report.superseded + report.rejected());
  FUZZ_CHECK(loaded->batch.releases.size() == 1);
}
