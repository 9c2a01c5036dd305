#ifndef ENTENTE_TESTS_FUZZ_TRADE_FIXTURE_H_
#define ENTENTE_TESTS_FUZZ_TRADE_FIXTURE_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"

#include "common/time/clock.h"
#include "tests/fuzz/check.h"
#include "tests/fuzz/requests.h"
#include "tests/fuzz/temporary.h"
#include "trade_service/load/file.h"
#include "trade_service/services.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// Every service of trade, over a store that has something to answer each method with.
struct Fixture {
  std::unique_ptr<Store> store = NewMemoryStore(SystemClock());
  Services services;

  Fixture() {
    Import("facts.textproto", kFacts);
    Import("rows.csv", kRows);
    Import("weights.csv", kWeights);
    services.push_back(NewStatisticsService(*store));
    services.push_back(NewAnalysisService(*store));
    services.push_back(
        NewReleaseService(*store, SystemClock(), {TemporaryFolder(), 1 << 20}, [] {}));
    services.push_back(NewCommitmentService(*store, [] {}));
  }

 private:
  static constexpr char kFacts[] = R"pb(
    sources { name: "sources/s" publisher: "P" kind: SOURCE_KIND_NATIONAL }
    releases {
      source: "sources/s"
      dataset: "d"
      published { edtf: "2022-03" }
      currency: "USD"
      figures { reporter: "KAZ" partner: "TUR" flow: "X" period: "2021" value: "2.5" }
      figures { reporter: "KAZ" partner: "TUR" flow: "M" period: "2021" value: "1" }
    }
    releases {
      source: "sources/s"
      dataset: "d"
      published { edtf: "2023-03" }
      currency: "USD"
      figures { reporter: "KAZ" partner: "TUR" flow: "X" period: "2021" value: "2.75" }
      figures { reporter: "KAZ" partner: "TUR" flow: "X" period: "2022" value: "3" }
      figures { reporter: "KAZ" partner: "TUR" flow: "M" period: "2022" value: "2" }
    }
    targets {
      name: "pairs/KAZ-TUR/targets/t"
      amount { decimal: "10" currency: "USD" }
      announced { edtf: "2022-05-10" }
      evidence { publisher: "P" }
    }
    statements {
      name: "pairs/KAZ-TUR/statements/s"
      kind: STATEMENT_KIND_VOLUME
      amount { decimal: "5.3" currency: "USD" }
      said { edtf: "2022-05-10" }
      evidence { publisher: "P" }
    }
    commodity_titles {
      name: "classifications/H5/commodities/01"
      title: "Animals; live"
      evidence { publisher: "P" }
    }
  )pb";
  static constexpr char kRows[] =
      "freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,netWgt,"
      "primaryValue\n"
      "A,2019,398,X,792,H4,TOTAL,,4\nA,2019,398,X,792,H4,01,2,4\nA,2019,398,X,792,H4,010121,2,3\n"
      "A,2020,398,X,792,H5,TOTAL,,5\nA,2020,398,X,792,H5,01,2,3\n"
      "A,2021,398,X,792,H5,TOTAL,,7\nA,2021,398,X,792,H5,01,3,4\nA,2021,398,X,792,H5,02,1,3\n"
      "A,2021,398,X,0,H5,TOTAL,,20\nA,2021,398,X,0,H5,01,9,12\n"
      "A,2021,792,M,398,H5,TOTAL,,8\nA,2021,792,M,398,H5,01,3,5\n"
      "A,2021,792,M,0,H5,TOTAL,,30\nA,2021,792,M,0,H5,01,11,15\n";

  static constexpr char kWeights[] =
      "H4,H5,weight\n010121,010121,0.25\n010121,010129,0.75\n010129,010129,1\n";

  void Import(const std::string& name, absl::string_view content) {
    File file;
    file.content = content;
    file.name = name;
    file.folder = TemporaryFolder();
    const absl::StatusOr<LoadedFile> loaded = LoadFile(file);
    FUZZ_CHECK(loaded.ok());
    Mutation mutation;
    mutation.principal = "fuzz";
    FUZZ_CHECK(store->Import(mutation, loaded->batch).ok());
  }
};

}  // namespace entente::trade

#endif  // ENTENTE_TESTS_FUZZ_TRADE_FIXTURE_H_
