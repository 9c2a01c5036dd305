// A file for the agreements service, of a format that is recognised from its content.

#include "agreements_service/load/file.h"
#include "tests/fuzz/fuzz.h"

void FuzzOne(absl::string_view input) {
  const auto loaded =
      entente::agreements::LoadFile(input, entente::agreements::FileFormat::kRecognise);
  FUZZ_CHECK(loaded.ok() || !loaded.status().message().empty());
}
