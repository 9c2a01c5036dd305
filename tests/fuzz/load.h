#ifndef ENTENTE_TESTS_FUZZ_LOAD_H_
#define ENTENTE_TESTS_FUZZ_LOAD_H_

#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/temporary.h"
#include "trade_service/load/file.h"

namespace entente::trade {

// A file: what was read from it, every row accounted for; nothing if it was refused with a reason.
template <typename Load>
std::optional<LoadedFile> ReadOrRefused(absl::string_view input, const std::string& name,
                                        Load load) {
  File file;
  file.content = input;
  file.name = name;
  file.sha256 = "0123456789abcdef";
  file.source = "sources/fuzz";
  file.folder = TemporaryFolder();
  absl::StatusOr<LoadedFile> loaded = load(file);
  if (!loaded.ok()) {
    FUZZ_CHECK(!loaded.status().message().empty());
    return std::nullopt;
  }
  const ImportReport& report = loaded->report;
  FUZZ_CHECK(report.read == report.kept + report.merged + report.superseded + report.rejected());
  return *std::move(loaded);
}

// A file of one release.
template <typename Load>
void FuzzLoad(absl::string_view input, const std::string& name, Load load) {
  const std::optional<LoadedFile> loaded = ReadOrRefused(input, name, load);
  FUZZ_CHECK(!loaded || loaded->batch.releases.size() == 1);
}

// A list of commodities: each row that is kept is a title.
template <typename Load>
void FuzzTitles(absl::string_view input, const std::string& name, Load load) {
  const std::optional<LoadedFile> loaded = ReadOrRefused(input, name, load);
  if (!loaded) return;
  const ImportReport& report = loaded->report;
  FUZZ_CHECK(report.read == report.kept + report.rejected());
  FUZZ_CHECK(report.kept == static_cast<int64_t>(loaded->batch.titles.size()));
}

}  // namespace entente::trade

#endif  // ENTENTE_TESTS_FUZZ_LOAD_H_
