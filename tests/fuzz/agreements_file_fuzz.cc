// A file for the agreements service, of a format that is recognised from its content.

#include "agreements_service/load/file.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/temporary.h"

void FuzzOne(absl::string_view input) {
  entente::agreements::File file;
  file.content = input;
  file.name = "10-11-a.csv";  // which tells the treaty whose participants it may have
  file.folder = entente::TemporaryFolder();
  file.max_bytes = 1 << 20;
  const auto loaded = entente::agreements::LoadFile(file);
  FUZZ_CHECK(loaded.ok() || !loaded.status().message().empty());
}
