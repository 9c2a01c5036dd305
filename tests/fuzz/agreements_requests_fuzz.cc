// Every request checker of the agreements service, over a store that has a few facts.

#include "tests/fuzz/agreements_fixture.h"
#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/requests.h"

void FuzzOne(absl::string_view input) {
  entente::SendRequest(entente::FreshFixture<entente::agreements::Fixture>(), input);
}
