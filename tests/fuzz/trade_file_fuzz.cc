// A file for the trade service, of a format that is recognised from its content.

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/temporary.h"
#include "trade_service/load/file.h"

void FuzzOne(absl::string_view input) {
  entente::trade::File file;
  file.content = input;
  file.name = "fuzz.textproto";
  file.sha256 = "0123456789abcdef";
  file.folder = entente::TemporaryFolder();
  const auto loaded = entente::trade::LoadFile(file);
  FUZZ_CHECK(loaded.ok() || !loaded.status().message().empty());
}
