// gzip and zstd: decompressed within the limit, or refused with a reason.

#include "common/file/unpack.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/temporary.h"

void FuzzOne(absl::string_view input) {
  constexpr int64_t kLimit = 4 << 20;
  const auto spool = entente::Unpack(input, entente::TemporaryFolder(), kLimit);
  if (spool.ok()) {
    FUZZ_CHECK((*spool)->size() <= kLimit);
  } else {
    FUZZ_CHECK(!spool.status().message().empty());
  }
}
