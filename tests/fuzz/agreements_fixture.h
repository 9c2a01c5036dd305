#ifndef ENTENTE_TESTS_FUZZ_AGREEMENTS_FIXTURE_H_
#define ENTENTE_TESTS_FUZZ_AGREEMENTS_FIXTURE_H_

#include <memory>

#include "agreements_service/load/file.h"
#include "agreements_service/services.h"
#include "agreements_service/store/store.h"
#include "common/time/clock.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/requests.h"
#include "tests/fuzz/temporary.h"

namespace entente::agreements {

// Every service of agreements, over a store that has something to answer each method with.
struct Fixture {
  std::unique_ptr<Store> store = NewMemoryStore(SystemClock());
  Services services;

  Fixture() {
    File file;
    file.content = kFacts;
    const absl::StatusOr<LoadedFile> loaded = LoadFile(file);
    FUZZ_CHECK(loaded.ok());
    Mutation mutation;
    mutation.principal = "fuzz";
    Dataset dataset;
    dataset.name = "datasets/f";
    FUZZ_CHECK(store->Import(mutation, loaded->batch, dataset, /*dry_run=*/false).ok());
    FUZZ_CHECK(store->MergeAgreements(mutation, "agreements/x", "agreements/y", {}).ok());
    services.push_back(NewAgreementService(*store, [] {}));
    services.push_back(NewRelationshipService(*store, [] {}));
    services.push_back(
        NewRegistryService(*store, SystemClock(), {TemporaryFolder(), 1 << 20}, [] {}));
  }

 private:
  static constexpr char kFacts[] = R"pb(
    agreements {
      name: "agreements/a"
      titles { language: "en" text: "Agreement on trade" }
      instrument: INSTRUMENT_AGREEMENT
      fields: FIELD_TRADE
      parties { id: "KAZ" kind: PARTY_KIND_STATE country: "KAZ" }
      parties { id: "TUR" kind: PARTY_KIND_STATE country: "TUR" }
      identifiers { scheme: "unts" value: "I-1" }
      events {
        kind: EVENT_KIND_SIGNED
        date { edtf: "2009-10" }
      }
      terms {
        entry {
          basis: ENTRY_BASIS_SIGNATURE
          after { days: 30 }
        }
        duration { length { years: 10 } }
        renewal { length { years: 5 } }
        notice { before_end { months: 6 } }
      }
      events {
        kind: EVENT_KIND_EXPIRED
        date { edtf: "2142" }
      }
      claims {
        key: "status"
        value: "In force"
        evidence { publisher: "UNCTAD" }
      }
      occasion: "pairs/KAZ-TUR/occasions/o"
      evidence { publisher: "P" }
    }
    agreements {
      name: "agreements/b"
      titles { language: "en" text: "Protocol" }
      parties { id: "KAZ" kind: PARTY_KIND_STATE country: "KAZ" }
      parties { id: "TUR" kind: PARTY_KIND_STATE country: "TUR" }
      relations {
        kind: RELATION_KIND_SUPERSEDES
        agreement: "agreements/a"
        date { edtf: "2011" }
      }
      evidence { publisher: "P" }
    }
    agreements {
      name: "agreements/x"
      titles { language: "en" text: "Convention on rivers" }
      parties { id: "KAZ" kind: PARTY_KIND_STATE country: "KAZ" }
      parties { id: "UZB" kind: PARTY_KIND_STATE country: "UZB" }
      evidence { publisher: "P" }
    }
    agreements {
      name: "agreements/y"
      titles { language: "en" text: "Convention on the use of rivers" }
      parties { id: "UZB" kind: PARTY_KIND_STATE country: "UZB" }
      evidence { publisher: "Q" }
    }
    occasions {
      name: "pairs/KAZ-TUR/occasions/o"
      kind: OCCASION_KIND_STATE_VISIT
      title: "Visit"
      start { edtf: "2009-10-22" }
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
};

}  // namespace entente::agreements

#endif  // ENTENTE_TESTS_FUZZ_AGREEMENTS_FIXTURE_H_
