#ifndef ENTENTE_TESTS_FUZZ_FUZZ_H_
#define ENTENTE_TESTS_FUZZ_FUZZ_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

#include "tests/fuzz/check.h"

// What a target does with one input. Each target defines it.
void FuzzOne(absl::string_view input);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  FuzzOne({reinterpret_cast<const char*>(data), size});
  return 0;
}

#endif  // ENTENTE_TESTS_FUZZ_FUZZ_H_
