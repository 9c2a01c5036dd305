// Names of countries and folded text: never a crash, folding twice is folding once, a country that
// is found is found again by its code.

#include "common/geo/country.h"
#include "common/text/fold.h"
#include "tests/fuzz/fuzz.h"

void FuzzOne(absl::string_view input) {
  const std::string folded = entente::Fold(input);
  FUZZ_CHECK(entente::Fold(folded) == folded);
  if (const auto country = entente::ParseCountry(input); country.ok()) {
    FUZZ_CHECK(entente::ParseCountry(country->alpha3)->alpha3 == country->alpha3);
  }
}
