#include "trade_service/load/sdmx_load.h"

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/status_macros.h"
#include "common/testing/matchers.h"
#include "trade_service/load/sdmx_flow.h"
#include "trade_service/testing/loaded.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using testing::CountsOf;
using ::testing::ElementsAre;
using testing::FileOf;
using testing::LinesOf;
using testing::ReasonOf;

// An observation, and the texts that it refers to.
struct Given {
  std::string partner;
  std::string indicator;
  std::string period;
  std::string value;
};

SdmxMessage MessageOf(const std::vector<Given>& rows, absl::string_view reporter,
                      int* times_read = nullptr) {
  return [&rows, reporter, times_read](const SdmxVisitor& visit) -> absl::Status {
    if (times_read != nullptr) ++*times_read;
    int64_t line = 0;
    for (const Given& row : rows) {
      SdmxObservation observation;
      observation.Set(SdmxConcept::kFrequency, "A");
      observation.Set(SdmxConcept::kReporter, reporter);
      observation.Set(SdmxConcept::kPartner, row.partner);
      observation.Set(SdmxConcept::kProduct, "72");
      observation.Set(SdmxConcept::kFlow, "1");
      observation.Set(SdmxConcept::kIndicator, row.indicator);
      observation.Set(SdmxConcept::kPeriod, row.period);
      observation.Set(SdmxConcept::kValue, row.value);
      observation.Set(SdmxConcept::kScale, "0");
      observation.line = ++line;
      observation.locator = absl::StrCat("line ", line);
      RETURN_IF_ERROR(visit(observation));
    }
    return absl::OkStatus();
  };
}

SdmxOrigin Flow(absl::string_view id) { return FindSdmxFlow(id, {}, File()).value(); }

// Value and weight of some cells, as Eurostat writes them: series after series.
std::vector<Given> InOrder() {
  std::vector<Given> rows;
  for (const char* partner : {"KZ", "TR", "CN"}) {
    for (const char* indicator : {"QUANTITY_IN_100KG", "VALUE_IN_EUROS"}) {
      for (const char* period : {"2021", "2022"}) {
        rows.push_back({partner, indicator, period, absl::StrCat(rows.size() + 1)});
      }
    }
  }
  return rows;
}

std::vector<std::string> WithoutPlaces(const LoadedFile& loaded) {
  std::vector<std::string> lines = LinesOf(loaded);
  for (std::string& line : lines) line.resize(line.find(" @ "));
  return lines;
}

TEST(LoadSdmxTest, ReadsWhatIsInOrderOnce) {
  const std::vector<Given> rows = InOrder();
  int times_read = 0;
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       LoadSdmx(FileOf(""), Flow("DS-045409"), MessageOf(rows, "AT", &times_read)));
  EXPECT_EQ(times_read, 1);
  EXPECT_THAT(LinesOf(loaded), ElementsAre("AUT CHN M 2021 72/H5 11 CIF 900 kg @ line 11",
                                           "AUT CHN M 2022 72/H6 12 CIF 1000 kg @ line 12",
                                           "AUT KAZ M 2021 72/H5 3 CIF 100 kg @ line 3",
                                           "AUT KAZ M 2022 72/H6 4 CIF 200 kg @ line 4",
                                           "AUT TUR M 2021 72/H5 7 CIF 500 kg @ line 7",
                                           "AUT TUR M 2022 72/H6 8 CIF 600 kg @ line 8"));
  EXPECT_EQ(CountsOf(loaded.report), "12 read 6 kept 6 merged 0 superseded 0 rejected");
}

TEST(LoadSdmxTest, EveryOrderGivesTheSame) {
  std::vector<Given> rows = InOrder();
  rows.push_back({"KZ", "PRICE", "2021", "1"});  // rejected once, in whatever pass
  ASSERT_OK_AND_ASSIGN(const LoadedFile expected,
                       LoadSdmx(FileOf(""), Flow("DS-045409"), MessageOf(rows, "AT")));
  std::mt19937 random(1);
  const std::string content(100, ' ');
  for (int round = 0; round < 50; ++round) {
    std::shuffle(rows.begin(), rows.end(), random);
    const size_t bytes_per_pass = 1 + round * 7;  // 101 passes to one
    ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadSdmx(FileOf(content), Flow("DS-045409"),
                                                           MessageOf(rows, "AT"), bytes_per_pass));
    EXPECT_EQ(WithoutPlaces(loaded), WithoutPlaces(expected));
    EXPECT_EQ(CountsOf(loaded.report), CountsOf(expected.report));
    EXPECT_EQ(loaded.report.totals, expected.report.totals);
  }
}

// The importers' FOB value is IMF's estimate beside the CIF one that they report.
TEST(LoadSdmxTest, ImportsHaveBothValuations) {
  const std::vector<Given> rows = {{"KZ", "TMG_CIF_USD", "2021", "106"},
                                   {"KZ", "TXG_FOB_USD", "2021", "50"},
                                   {"TR", "TMG_FOB_USD", "2021", "7"},
                                   {"KZ", "TMG_FOB_USD", "2021", "100"}};
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       LoadSdmx(FileOf(""), Flow("IMF:DOT"), MessageOf(rows, "US")));
  EXPECT_THAT(LinesOf(loaded), ElementsAre("USA KAZ M 2021 TOTAL 106 CIF (100 FOB) @ line 1",
                                           "USA KAZ X 2021 TOTAL 50 FOB @ line 2",
                                           "USA TUR M 2021 TOTAL 7 FOB @ line 3"));
  EXPECT_EQ(CountsOf(loaded.report), "4 read 3 kept 1 merged 0 superseded 0 rejected");
}

TEST(LoadSdmxTest, GroupsAreKeptAndNotAddedUp) {
  const std::vector<Given> rows = {{"KZ", "TXG_FOB_USD", "2021", "1"},
                                   {"TR", "TXG_FOB_USD", "2021", "2"},
                                   {"B0", "TXG_FOB_USD", "2021", "30"},
                                   {"W00", "TXG_FOB_USD", "2021", "400"}};
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       LoadSdmx(FileOf(""), Flow("DOT"), MessageOf(rows, "US")));
  EXPECT_EQ(loaded.report.kept, 4);
  EXPECT_THAT(loaded.report.totals, ::testing::Contains(::testing::Pair("X 2021 USA", "3")));
}

TEST(LoadSdmxTest, TheScaleMustBeOne) {
  for (const char* scale : {"", "-1", "10", "x"}) {
    const auto message = [&](const SdmxVisitor& visit) {
      SdmxObservation observation;
      observation.Set(SdmxConcept::kFrequency, "A");
      observation.Set(SdmxConcept::kReporter, "US");
      observation.Set(SdmxConcept::kPartner, "KZ");
      observation.Set(SdmxConcept::kIndicator, "TXG_FOB_USD");
      observation.Set(SdmxConcept::kPeriod, "2021");
      observation.Set(SdmxConcept::kValue, "1");
      observation.Set(SdmxConcept::kScale, scale);
      return visit(observation);
    };
    EXPECT_EQ(ReasonOf(LoadSdmx(FileOf(""), Flow("DOT"), message)), "NOTHING_TO_KEEP") << scale;
    EXPECT_OK(LoadSdmx(FileOf(""), Flow("IMTS"), [&](const SdmxVisitor& visit) {
      return message([&](const SdmxObservation& given) {
        SdmxObservation observation = given;
        observation.Set(SdmxConcept::kIndicator, "XG_FOB_USD");
        return visit(observation);
      });
    })) << "there it only describes";
  }
}

TEST(LoadSdmxTest, PeriodsOfEveryFrequency) {
  const auto message = [](const SdmxVisitor& visit) -> absl::Status {
    for (const auto& [frequency, period] :
         {std::pair("A", "2021"), std::pair("Q", "2021-Q3"), std::pair("M", "2021-07"),
          std::pair("M", "2021-M08"), std::pair("Q", "2021-07"), std::pair("W", "2021-W1")}) {
      SdmxObservation observation;
      observation.Set(SdmxConcept::kFrequency, frequency);
      observation.Set(SdmxConcept::kReporter, "USA");
      observation.Set(SdmxConcept::kPartner, "G001");
      observation.Set(SdmxConcept::kIndicator, "XG_FOB_USD");
      observation.Set(SdmxConcept::kPeriod, period);
      observation.Set(SdmxConcept::kValue, "1");
      observation.locator = period;
      RETURN_IF_ERROR(visit(observation));
    }
    return absl::OkStatus();
  };
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadSdmx(FileOf(""), Flow("IMTS"), message));
  EXPECT_THAT(LinesOf(loaded), ElementsAre("USA W00 X 2021 TOTAL 1 FOB @ 2021",
                                           "USA W00 X 2021-Q3 TOTAL 1 FOB @ 2021-Q3",
                                           "USA W00 X 2021-07 TOTAL 1 FOB @ 2021-07",
                                           "USA W00 X 2021-08 TOTAL 1 FOB @ 2021-M08"));
  EXPECT_EQ(loaded.report.rejected(), 2);
  EXPECT_EQ(loaded.report.first_rejected()[0].message,
            "2021-07: '2021-07' is no period of frequency 'Q' (A, Q or M)");
}

TEST(LoadSdmxTest, NothingAndErrors) {
  EXPECT_EQ(ReasonOf(LoadSdmx(FileOf(""), Flow("DOT"), MessageOf({}, "US"))), "FILE_EMPTY");
  EXPECT_THAT(LoadSdmx(FileOf(""), Flow("DOT"),
                       [](const SdmxVisitor&) { return absl::DataLossError("half"); }),
              StatusIs(absl::StatusCode::kDataLoss));
}

TEST(FindSdmxFlowTest, ByEveryWayToNameIt) {
  for (const char* id : {"ESTAT:DS-045409(1.0)", "DS-045409"}) {
    EXPECT_EQ(Flow(id).source.name, "sources/eurostat-comext") << id;
  }
  for (const char* id : {"DOT", "IMF:DOT(1.0)", "http://dataservices.imf.org/compact/DOT"}) {
    EXPECT_EQ(Flow(id).source.name, "sources/imf-dot") << id;
  }
  for (const char* id :
       {"IMF.STA:IMTS(1.0.0)", "IMF.STA.DSD_IMTS.1.0.0",
        "urn:sdmx:org.sdmx.infomodel.datastructure.DataStructure=IMF.STA:DSD_IMTS(1.0.0)"}) {
    EXPECT_EQ(Flow(id).source.name, "sources/imf-imts") << id;
  }
  EXPECT_THAT(FindSdmxFlow("IMF:IFS(1.0)", {}, File()),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace entente::trade
