// Every request checker of the agreements service, over a store that has a few facts.

#include "agreements_service/load/file.h"
#include "agreements_service/services.h"
#include "agreements_service/store/store.h"
#include "common/time/clock.h"
#include "tests/fuzz/requests.h"

namespace {

constexpr char kFacts[] = R"pb(
  agreements {
    name: "agreements/a"
    titles { language: "en" text: "Agreement on trade" }
    instrument: INSTRUMENT_AGREEMENT
    fields: FIELD_TRADE
    parties { id: "KAZ" kind: PARTY_KIND_STATE country: "KAZ" }
    parties { id: "TUR" kind: PARTY_KIND_STATE country: "TUR" }
    events {
      kind: EVENT_KIND_SIGNED
      date { edtf: "2009-10" }
    }
    evidence { publisher: "P" }
  }
  milestones {
    name: "pairs/KAZ-TUR/milestones/m"
    kind: MILESTONE_KIND_RECOGNITION
    title: "T"
    date { edtf: "1991-12-16" }
    evidence { publisher: "P" }
  }
)pb";

struct Fixture {
  std::unique_ptr<entente::agreements::Store> store =
      entente::agreements::NewMemoryStore(entente::SystemClock());
  std::vector<std::unique_ptr<entente::rpc::Service>> services;

  Fixture() {
    services.push_back(entente::agreements::NewAgreementService(*store, [] {}));
    services.push_back(entente::agreements::NewRelationshipService(*store, [] {}));
    services.push_back(entente::agreements::NewRegistryService(*store, entente::SystemClock(),
                                                               {"/tmp", 1 << 20}, [] {}));
    const auto loaded =
        entente::agreements::LoadFile(kFacts, entente::agreements::FileFormat::kFacts);
    FUZZ_CHECK(loaded.ok());
    entente::Mutation mutation;
    mutation.principal = "fuzz";
    entente::agreements::Dataset dataset;
    dataset.name = "datasets/f";
    FUZZ_CHECK(store->Import(mutation, loaded->batch, dataset, /*dry_run=*/false).ok());
  }
};

}  // namespace

void FuzzOne(absl::string_view input) {
  const Fixture& fixture = entente::FreshFixture<Fixture>();
  entente::SendRequest(
      fixture.services, [&] { return fixture.store->journal().Head(); }, input);
}
