#ifndef ENTENTE_TESTS_FUZZ_LOAD_H_
#define ENTENTE_TESTS_FUZZ_LOAD_H_

#include <string>

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/temporary.h"
#include "trade_service/load/file.h"

namespace entente::trade {

// A file of one release: read, or refused with a reason; every row is accounted for.
template <typename Load>
void FuzzLoad(absl::string_view input, const std::string& name, Load load) {
  File file;
  file.content = input;
  file.name = name;
  file.sha256 = "0123456789abcdef";
  file.source = "sources/fuzz";
  file.folder = TemporaryFolder();
  const absl::StatusOr<LoadedFile> loaded = load(file);
  if (!loaded.ok()) {
    FUZZ_CHECK(!loaded.status().message().empty());
    return;
  }
  const ImportReport& report = loaded->report;
  FUZZ_CHECK(report.read == report.kept + report.merged + report.superseded + report.rejected());
  FUZZ_CHECK(loaded->batch.releases.size() == 1);
}

}  // namespace entente::trade

#endif  // ENTENTE_TESTS_FUZZ_LOAD_H_
