#ifndef ENTENTE_TESTS_FUZZ_FUZZ_H_
#define ENTENTE_TESTS_FUZZ_FUZZ_H_

#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "absl/strings/string_view.h"

// Ends the run with a finding if a property that must hold for every input does not.
#define FUZZ_CHECK(condition)  \
  do {                         \
    if (!(condition)) abort(); \
  } while (false)

// What a target does with one input. Each target defines it.
void FuzzOne(absl::string_view input);

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  FuzzOne({reinterpret_cast<const char*>(data), size});
  return 0;
}

#endif  // ENTENTE_TESTS_FUZZ_FUZZ_H_
