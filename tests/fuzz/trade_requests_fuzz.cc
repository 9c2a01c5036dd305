// Every request checker of the trade service, over a store that has a few facts.

#include "common/time/clock.h"
#include "tests/fuzz/requests.h"
#include "trade_service/load/file.h"
#include "trade_service/services.h"
#include "trade_service/store/store.h"

namespace {

constexpr char kFacts[] = R"pb(
  sources { name: "sources/s" publisher: "P" kind: SOURCE_KIND_NATIONAL }
  releases {
    source: "sources/s"
    dataset: "d"
    currency: "USD"
    figures { reporter: "KAZ" partner: "TUR" flow: "X" period: "2021" value: "2.5" }
    figures { reporter: "KAZ" partner: "TUR" flow: "M" period: "2021" value: "1" }
  }
  targets {
    name: "pairs/KAZ-TUR/targets/t"
    amount { decimal: "10" currency: "USD" }
    announced { edtf: "2022-05-10" }
    evidence { publisher: "P" }
  }
)pb";

struct Fixture {
  std::unique_ptr<entente::trade::Store> store =
      entente::trade::NewMemoryStore(entente::SystemClock());
  std::vector<std::unique_ptr<entente::rpc::Service>> services;

  Fixture() {
    entente::trade::File file;
    file.content = kFacts;
    file.name = "facts.textproto";
    entente::Mutation mutation;
    mutation.principal = "fuzz";
    FUZZ_CHECK(store->Import(mutation, entente::trade::LoadFile(file)->batch).ok());
    services.push_back(entente::trade::NewStatisticsService(*store));
    services.push_back(entente::trade::NewReleaseService(*store, entente::SystemClock(),
                                                         {"/tmp", 1 << 20}, [] {}));
    services.push_back(entente::trade::NewCommitmentService(*store, [] {}));
    services.push_back(entente::trade::NewAnalysisService(*store));
  }
};

}  // namespace

void FuzzOne(absl::string_view input) {
  const Fixture& fixture = entente::FreshFixture<Fixture>();
  entente::SendRequest(
      fixture.services, [&] { return fixture.store->journal().Head(); }, input);
}
