#include "trade_service/load/eurostat_relational.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/loaded.h"
#include "trade_service/testing/simple_csv.h"

namespace entente::trade::eurostat_relational_test {
namespace {

using ::testing::Contains;
using testing::CountsOf;
using testing::Dec;
using ::testing::ElementsAre;
using testing::FileOf;
using testing::LinesOf;
using testing::NotesOf;
using ::testing::Pair;
using testing::ReasonOf;
using testing::RowsOf;
using testing::SimpleRows;

constexpr char kHeader[] =
    "\"REPORTER\",\"PARTNER\",\"PRODUCT\",\"FLOW\",\"STAT_PROCEDURE\",\"PERIOD\",\"VALUE_IN_EUR\"";

std::string Text(const std::vector<std::string>& rows) {
  std::string text = absl::StrCat(kHeader, "\r\n");
  for (const std::string& row : rows) absl::StrAppend(&text, row, "\r\n");
  return text;
}

LoadedFile Load(const std::string& text) {
  absl::StatusOr<LoadedFile> loaded = LoadEurostatRelational(FileOf(text));
  EXPECT_OK(loaded);
  return loaded.ok() ? *std::move(loaded) : LoadedFile();
}

TEST(EurostatRelationalTest, IsRecognisedByItsHeader) {
  EXPECT_TRUE(IsEurostatRelationalHeader(kHeader));
  EXPECT_FALSE(IsEurostatRelationalHeader("DATAFLOW,reporter,partner,product,OBS_VALUE"));
}

// Requirement 15: EUR. Requirement 9: a year is a period of its own, 52.
TEST(EurostatRelationalTest, NamesAndLabelsBecomeCodes) {
  const LoadedFile loaded = Load(
      Text({"Ireland (Eire),Kazakhstan,84-Nuclear reactors,2-EXPORT,T-Total,202408-Aug. 2024,11421",
            "Malta,Kazakhstan,84109090-Parts,1-IMPORT,T-Total,202352-Jan.-Dec. 2023,-0.5",
            "\"Euro area (AT-01/1999, BE-01/1999)\",World,TOTAL-Total,2-EXPORT,T-Total,"
            "202408-Aug. 2024,7"}));
  EXPECT_THAT(LinesOf(loaded), ElementsAre("EA W00 X 2024-08 TOTAL 7 FOB @ line 4",
                                           "IRL KAZ X 2024-08 84/H6 11421 FOB @ line 2",
                                           "MLT KAZ M 2023 84109090/CN8 -0.5 CIF @ line 3"));
  EXPECT_EQ(loaded.batch.releases[0].release.currency, "EUR");
  EXPECT_EQ(loaded.batch.sources[0].name, "sources/eurostat-comext");
}

// Requirement 5: the total by statistical procedure is the cell, its parts only where it is
// missing.
TEST(EurostatRelationalTest, ProceduresAreDetails) {
  const LoadedFile loaded =
      Load(Text({"Malta,Kazakhstan,TOTAL-Total,2-EXPORT,T-Total,202408-Aug. 2024,10",
                 "Malta,Kazakhstan,TOTAL-Total,2-EXPORT,1-Normal,202408-Aug. 2024,9",
                 "Malta,Kazakhstan,TOTAL-Total,2-EXPORT,1-Normal,202409-Sep. 2024,4",
                 "Malta,Kazakhstan,TOTAL-Total,2-EXPORT,2-Inward,202409-Sep. 2024,3"}));
  EXPECT_THAT(LinesOf(loaded), ElementsAre("MLT KAZ X 2024-08 TOTAL 10 FOB @ line 2",
                                           "MLT KAZ X 2024-09 TOTAL 7 FOB @ line 4 and 1 more"));
  EXPECT_EQ(CountsOf(loaded.report), "4 read 1 kept 2 merged 1 superseded 0 rejected");
}

TEST(EurostatRelationalTest, NetWeightIsInUnitsOf100Kg) {
  const std::string text =
      "REPORTER,PARTNER,PRODUCT,FLOW,PERIOD,VALUE_IN_EUR,QUANTITY_IN_100KG\n"
      "Malta,Kazakhstan,72-Iron,2-EXPORT,202408-Aug. 2024,10,0.015\n"
      "Malta,Kazakhstan,73-Articles,2-EXPORT,202408-Aug. 2024,10,:\n";
  EXPECT_THAT(LinesOf(Load(text)), ElementsAre("MLT KAZ X 2024-08 72/H6 10 FOB 1.5 kg @ line 2",
                                               "MLT KAZ X 2024-08 73/H6 10 FOB @ line 3"));
}

TEST(EurostatRelationalTest, RowsThatCannotBeUsedSayWhy) {
  const LoadedFile loaded =
      Load(Text({"Malta,Kazakhstan,TOTAL-Total,2-EXPORT,T-Total,202408-Aug. 2024,1",
                 "Malta,Atlantis,TOTAL-Total,2-EXPORT,T-Total,202408-Aug. 2024,1",
                 "Malta,Kazakhstan,TOTAL-Total,3-TRANSIT,T-Total,202408-Aug. 2024,1",
                 "Malta,Kazakhstan,TOTAL-Total,2-EXPORT,T-Total,202413-?,1",
                 "Malta,Kazakhstan,TOTAL-Total,2-EXPORT,T-Total,Aug. 2024,1",
                 "Malta,Kazakhstan,,2-EXPORT,T-Total,202408-Aug. 2024,1",
                 "Malta,Kazakhstan,TOTAL-Total,2-EXPORT,T-Total,202409-Sep. 2024,:",
                 "Malta,Kazakhstan,TOTAL-Total,2-EXPORT,T-Total,202409-Sep. 2024,1 000"}));
  EXPECT_THAT(
      NotesOf(loaded.report),
      ElementsAre("line 3: AREA_INVALID 'Atlantis' is neither a country nor a group that is known",
                  "line 4: FLOW_UNKNOWN '3-TRANSIT' is neither 1, import, nor 2, export",
                  "line 5: PERIOD_INVALID '202413-?' is no period",
                  "line 6: PERIOD_INVALID 'Aug. 2024' is no period",
                  "line 7: CODE_INVALID '' is no product", "line 8: VALUE_MISSING ':' is no value",
                  "line 9: VALUE_INVALID '1 000' is not a decimal number"));
  EXPECT_EQ(CountsOf(loaded.report), "8 read 1 kept 0 merged 0 superseded 7 rejected");
}

// Requirement 14: half a download.
TEST(EurostatRelationalTest, RefusesHalfAFile) {
  const std::string text =
      Text({"Malta,Kazakhstan,TOTAL-Total,2-EXPORT,T-Total,202408-Aug. 2024,11421"});
  for (const size_t missing : {2, 4, 20}) {
    EXPECT_EQ(ReasonOf(LoadEurostatRelational(FileOf(text.substr(0, text.size() - missing)))),
              "FILE_TRUNCATED");
  }
  EXPECT_EQ(ReasonOf(LoadEurostatRelational(FileOf(Text({})))), "FILE_EMPTY");
}

// Every row of the real file, read a second time in the simplest way.
TEST(EurostatRelationalFileTest, EveryObservationIsItsLine) {
  READ_SHARED_FILE_OR_SKIP(content,
                           "trade/eurostat/EU_exports_to_KAZ_monthly_total_201901_202408.csv");
  const auto rows = SimpleRows(content);
  const LoadedFile loaded = Load(content);
  EXPECT_EQ(CountsOf(loaded.report), "2089 read 2089 kept 0 merged 0 superseded 0 rejected");
  Decimal sum;
  for (const auto& row : rows) sum = *sum.Add(Dec(row.at("VALUE_IN_EUR")));
  EXPECT_THAT(loaded.report.totals, Contains(Pair("all values", sum.ToString())));
  for (const Observation& observation : RowsOf(loaded.batch)) {
    size_t line = 0;
    ASSERT_TRUE(absl::SimpleAtoi(observation.locator.substr(5), &line)) << observation.locator;
    const auto& row = rows.at(line - 2);
    EXPECT_EQ(observation.value, Dec(row.at("VALUE_IN_EUR")));
    EXPECT_EQ(observation.cell.partner, "KAZ");
    EXPECT_EQ(observation.cell.flow, "X");
    EXPECT_EQ(observation.cell.commodity, kTotal);
    EXPECT_EQ(absl::StrCat(observation.cell.period.year(), "-",
                           absl::Dec(observation.cell.period.number(), absl::kZeroPad2)),
              absl::StrCat(row.at("PERIOD").substr(0, 4), "-", row.at("PERIOD").substr(4, 2)));
  }
}

// The groups are kept apart from their members, and are what their members add up to: the publisher
// adds 27 member states to EU27_2020, and to the changing EU the United Kingdom up to January 2020.
TEST(EurostatRelationalFileTest, GroupsAreTheSumOfTheirMembers) {
  READ_SHARED_FILE_OR_SKIP(content,
                           "trade/eurostat/EU_exports_to_KAZ_monthly_total_201901_202408.csv");
  struct Month {
    Decimal members, kingdom, eu27, eu;
  };
  std::map<std::string, Month> months;
  for (const Observation& observation : RowsOf(Load(content).batch)) {
    Month& month = months[observation.cell.period.ToString()];
    const std::string& reporter = observation.cell.reporter;
    if (reporter == "EU27_2020") {
      month.eu27 = observation.value;
    } else if (reporter == "EU") {
      month.eu = observation.value;
    } else if (reporter == "GBR") {
      month.kingdom = observation.value;
    } else if (reporter != "EA" && reporter != "EA20") {
      month.members = *month.members.Add(observation.value);
    }
  }
  EXPECT_EQ(months.size(), 68u);
  for (const auto& [name, month] : months) {
    EXPECT_EQ(month.members, month.eu27) << name;
    EXPECT_EQ(*month.members.Add(month.kingdom), month.eu) << name;
  }
}

}  // namespace
}  // namespace entente::trade::eurostat_relational_test
