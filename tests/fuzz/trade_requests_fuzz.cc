// Every request checker of the trade service, over a store that has a few facts.

#include "tests/fuzz/fuzz.h"
#include "tests/fuzz/requests.h"
#include "tests/fuzz/trade_fixture.h"

void FuzzOne(absl::string_view input) {
  entente::SendRequest(entente::FreshFixture<entente::trade::Fixture>(), input);
}
