#ifndef ENTENTE_TESTS_FUZZ_CHECK_H_
#define ENTENTE_TESTS_FUZZ_CHECK_H_

#include <cstdlib>

// Ends the run with a finding if a property that must hold for every input does not.
#define FUZZ_CHECK(condition)  \
  do {                         \
    if (!(condition)) abort(); \
  } while (false)

#endif  // ENTENTE_TESTS_FUZZ_CHECK_H_
