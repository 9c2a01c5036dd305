// CsvReader: whatever the block size, the same records and the same end.

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/file/csv.h"
#include "tests/fuzz/fuzz.h"

namespace {

std::vector<std::string> Records(absl::string_view input, size_t block_size) {
  entente::CsvReader reader(entente::TextSource(input), ',', block_size);
  std::vector<std::string> records;
  while (true) {
    const absl::StatusOr<bool> found = reader.Next();
    if (!found.ok()) {
      records.push_back(found.status().ToString());
      return records;
    }
    if (!*found) return records;
    std::string record = absl::StrCat(reader.line(), ":");
    for (const absl::string_view field : reader.fields()) absl::StrAppend(&record, field, "\x1f");
    records.push_back(std::move(record));
  }
}

}  // namespace

void FuzzOne(absl::string_view input) { FUZZ_CHECK(Records(input, 1) == Records(input, 65536)); }
