#include "trade_service/load/sdmx_csv.h"

#include <algorithm>
#include <map>
#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/loaded.h"
#include "trade_service/testing/simple_csv.h"

namespace entente::trade::sdmx_csv_test {
namespace {

using entente::testing::StatusIs;
using ::testing::AllOf;
using testing::CountsOf;
using testing::Date;
using testing::Dec;
using ::testing::ElementsAre;
using testing::FileOf;
using ::testing::HasSubstr;
using testing::LinesOf;
using testing::NotesOf;
using testing::ReasonOf;
using testing::SimpleRows;

constexpr char kHeader[] =
    "DATAFLOW,LAST UPDATE,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,"
    "OBS_FLAG\n";

// Rows of monthly trade of Austria, each "partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,
// OBS_FLAG".
std::string Text(const std::vector<std::string>& rows) {
  std::string text = kHeader;
  for (const std::string& row : rows) {
    absl::StrAppend(&text, "ESTAT:DS-045409(1.0),15/09/26 11:00:00,M,AT,", row, "\n");
  }
  return text;
}

LoadedFile Load(const std::string& text) {
  absl::StatusOr<LoadedFile> loaded = LoadSdmxCsv(FileOf(text));
  EXPECT_OK(loaded);
  return loaded.ok() ? *std::move(loaded) : LoadedFile();
}

TEST(SdmxCsvTest, IsRecognisedByItsHeader) {
  EXPECT_TRUE(IsSdmxCsvHeader("DATAFLOW,freq,OBS_VALUE"));
  EXPECT_TRUE(IsSdmxCsvHeader("\"DATAFLOW\",\"FREQ\",\"OBS_VALUE\""));
  EXPECT_TRUE(IsSdmxCsvHeader("DATAFLOW,FREQ: Frequency,OBS_VALUE"));
  EXPECT_TRUE(IsSdmxCsvHeader("STRUCTURE\tSTRUCTURE_ID\tACTION\tOBS_VALUE"));
  EXPECT_TRUE(IsSdmxCsvHeader("STRUCTURE[;],STRUCTURE_ID,ACTION,OBS_VALUE"));
  EXPECT_FALSE(IsSdmxCsvHeader("STRUCTURE,OBS_VALUE"));
  EXPECT_FALSE(IsSdmxCsvHeader("DATAFLOW,freq"));
  EXPECT_FALSE(IsSdmxCsvHeader("freq,DATAFLOW,OBS_VALUE"));
}

// Requirement 15: values in EUR, weights in units of 100 kg.
TEST(SdmxCsvTest, TheMeasuresOfOneCellAreOneObservation) {
  const LoadedFile loaded = Load(Text({"AE,7204,2,QUANTITY_IN_100KG,2023-09,1772.905,",
                                       "AE,7204,2,VALUE_IN_EUROS,2023-09,204548,",
                                       "AE,87032319,1,VALUE_IN_EUROS,2023-09,10.5,",
                                       "AE,87032319,1,SUPPLEMENTARY_QUANTITY,2023-09,3,",
                                       "AE,87032319,1,QUANTITY_IN_100KG,2023-09,0.5,"}));
  EXPECT_THAT(LinesOf(loaded),
              ElementsAre("AUT ARE M 2023-09 87032319/CN8 10.5 CIF 50 kg 3 SU @ line 4",
                          "AUT ARE X 2023-09 7204/H6 204548 FOB 177290.5 kg @ line 3"));
  EXPECT_EQ(CountsOf(loaded.report), "5 read 2 kept 3 merged 0 superseded 0 rejected");
  const Release& release = loaded.batch.releases[0].release;
  EXPECT_EQ(release.currency, "EUR");
  EXPECT_EQ(release.published, Date("2026-09-15"));
  EXPECT_EQ(loaded.batch.sources[0].name, "sources/eurostat-comext");
  EXPECT_EQ(loaded.batch.sources[0].kind, SourceKind::kCompiled);
}

TEST(SdmxCsvTest, WhatIsKnownOfThePublicationIsNotReplaced) {
  const std::string text = Text({"AE,7204,2,VALUE_IN_EUROS,2023-09,1,"});
  File file = FileOf(text);
  file.published = Date("2024");
  EXPECT_EQ(LoadSdmxCsv(file)->batch.releases[0].release.published, Date("2024"));
}

TEST(SdmxCsvTest, Flags) {
  const LoadedFile loaded = Load(
      Text({"AE,TOTAL,2,VALUE_IN_EUROS,2023-01,1,p", "AE,TOTAL,2,VALUE_IN_EUROS,2023-02,2,ep",
            "AE,TOTAL,2,VALUE_IN_EUROS,2023-03,3,c", "AE,TOTAL,2,VALUE_IN_EUROS,2023-04,4,b",
            "AE,TOTAL,2,VALUE_IN_EUROS,2023-05,5,A", "AE,TOTAL,2,VALUE_IN_EUROS,2023-06,:,c"}));
  EXPECT_THAT(LinesOf(loaded),
              ElementsAre("AUT ARE X 2023-01 TOTAL 1 FOB provisional @ line 2",
                          "AUT ARE X 2023-02 TOTAL 2 FOB estimated provisional @ line 3",
                          "AUT ARE X 2023-03 TOTAL 3 FOB @ line 4",
                          "AUT ARE X 2023-04 TOTAL 4 FOB @ line 5",
                          "AUT ARE X 2023-05 TOTAL 5 FOB @ line 6"));
  EXPECT_THAT(NotesOf(loaded.report),
              ElementsAre("line 7: VALUE_CONFIDENTIAL ':' stands for a value that is kept secret",
                          "1x CONFIDENTIAL at line 4", "1x OBS_STATUS_OTHER at line 5"));
}

// Requirements 8, 9 and 12.
TEST(SdmxCsvTest, TheWorldSelfTradeAndLostZeros) {
  const LoadedFile loaded =
      Load(Text({"WORLD,1,1,VALUE_IN_EUROS,2023-09,1,", "AT,30462,1,VALUE_IN_EUROS,2023-09,2,"}));
  EXPECT_THAT(LinesOf(loaded), ElementsAre("AUT AUT M 2023-09 030462/H6 2 CIF @ line 3",
                                           "AUT W00 M 2023-09 01/H6 1 CIF @ line 2"));
  EXPECT_THAT(NotesOf(loaded.report),
              ElementsAre("2x COMMODITY_PADDED at line 2", "1x SELF_TRADE at line 3"));
}

TEST(SdmxCsvTest, RowsThatCannotBeUsedSayWhy) {
  const LoadedFile loaded = Load(Text({
      "AE,7204,2,VALUE_IN_EUROS,2023-09,1,",
      "AE,7204,2,VALUE_IN_EUROS,2023-13,1,",
      "AE,7204,2,VALUE_IN_EUROS,2023,1,",
      "A E,7204,2,VALUE_IN_EUROS,2023-09,1,",
      "AE,7204,3,VALUE_IN_EUROS,2023-09,1,",
      "AE,,2,VALUE_IN_EUROS,2023-09,1,",
      "AE,7204,2,PRICE,2023-09,1,",
      "AE,7204,2,VALUE_IN_EUROS,2023-10,,",
      "AE,7204,2,VALUE_IN_EUROS,2023-10,1 000,",
      "AE,7204,2,QUANTITY_IN_100KG,2023-11,5,",
      "AE,7204,2,VALUE_IN_EUROS,2023-09,7,",
      "AE,7204,2,VALUE_IN_EUROS,2023-09,1.0,",
  }));
  EXPECT_THAT(
      NotesOf(loaded.report),
      ElementsAre("line 3: PERIOD_INVALID '2023-13' is no period of frequency 'M' (A, Q or M)",
                  "line 4: PERIOD_INVALID '2023' is no period of frequency 'M' (A, Q or M)",
                  "line 5: AREA_INVALID 'A E' is no code of an area",
                  "line 6: FLOW_UNKNOWN '3' is neither 1 nor 2",
                  "line 7: CODE_INVALID '' is no product",
                  "line 8: INDICATOR_UNKNOWN 'PRICE' is no indicator that is known",
                  "line 9: VALUE_MISSING '' is no value",
                  "line 10: VALUE_INVALID '1 000' is not a decimal number",
                  "line 12: CELL_CONFLICT line 12 gives 7 for the cell that line 2 gives 1",
                  "line 11: VALUE_MISSING line 11 gives a quantity of a cell without a value",
                  "1x DUPLICATE_ROW at line 13"));
  EXPECT_EQ(CountsOf(loaded.report), "12 read 1 kept 0 merged 1 superseded 10 rejected");
}

TEST(SdmxCsvTest, Version2WithLabelsAndTabs) {
  const std::string text =
      "STRUCTURE\tSTRUCTURE_ID\tACTION\tfreq: Time frequency\treporter: Reporter\tpartner: "
      "Partner\t"
      "product: Product\tflow: Flow\tindicators: Indicators\tTIME_PERIOD\tOBS_VALUE\tOBS_STATUS\n"
      "dataflow\tESTAT:DS-045409(1.0): EU trade\tI\tA: Annual\tEL: Greece\tEXT_EU27_2020: "
      "Extra-EU\t"
      "TOTAL: Total\t2: Exports\tVALUE_IN_EUROS: Value\t2024\t-12.5\tE: Estimated\n";
  EXPECT_THAT(LinesOf(Load(text)),
              ElementsAre("GRC EXT_EU27_2020 X 2024 TOTAL -12.5 FOB estimated @ line 2"));
}

TEST(SdmxCsvTest, IsOneRelease) {
  const std::string mixed = absl::StrReplaceAll(
      Text({"AE,1,1,VALUE_IN_EUROS,2023-09,1,", "AE,2,1,VALUE_IN_EUROS,2023-09,1,"}),
      {{"ESTAT:DS-045409(1.0),15/09/26 11:00:00,M,AT,AE,2", "ESTAT:DS-018995(1.0),,M,AT,AE,2"}});
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(mixed))), "DATAFLOW_MIXED");
}

// A release is the whole of a data set: what it does not have is withdrawn.
TEST(SdmxCsvTest, RefusesRowsThatOnlySayWhatChanged) {
  const auto text = [](const char* action) {
    return absl::StrCat(
        "STRUCTURE,STRUCTURE_ID,ACTION,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,"
        "OBS_VALUE\n",
        "dataflow,ESTAT:DS-045409(1.0),I,A,AT,KZ,TOTAL,2,VALUE_IN_EUROS,2023,1\n",
        "dataflow,ESTAT:DS-045409(1.0),", action, ",A,AT,KZ,TOTAL,2,VALUE_IN_EUROS,2024,1\n");
  };
  for (const char* whole : {"I", "R", ""}) EXPECT_OK(LoadSdmxCsv(FileOf(text(whole)))) << whole;
  for (const char* part : {"D", "A", "M", "X"}) {
    const std::string content = text(part);
    const auto loaded = LoadSdmxCsv(FileOf(content));
    EXPECT_EQ(ReasonOf(loaded), "ACTION_REFUSED") << part;
    EXPECT_THAT(loaded, StatusIs(absl::StatusCode::kInvalidArgument,
                                 AllOf(HasSubstr("line 3"), HasSubstr("fetch them whole"))));
  }
}

// Each mode of transport has a row of its own: the first one is not the total.
TEST(SdmxCsvTest, RefusesADimensionThatIsNotKnown) {
  const std::string text =
      "DATAFLOW,freq,reporter,partner,product,flow,transport,indicators,TIME_PERIOD,OBS_VALUE,"
      "NOTE\n"
      "ESTAT:DS-045409(1.0),A,AT,KZ,72,2,1,VALUE_IN_EUROS,2024,5,x\n"
      "ESTAT:DS-045409(1.0),A,AT,KZ,72,2,3,VALUE_IN_EUROS,2024,6,y\n";
  const auto loaded = LoadSdmxCsv(FileOf(text));
  EXPECT_EQ(ReasonOf(loaded), "DIMENSION_UNKNOWN");
  EXPECT_THAT(loaded, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'transport'")));
}

// Behind the value stand attributes, unless two rows of one cell differ there.
TEST(SdmxCsvTest, RefusesADimensionBehindTheValue) {
  const auto text = [](const char* second) {
    const std::string head = "ESTAT:DS-045409(1.0),A,AT,KZ,72,2,VALUE_IN_EUROS,2024,";
    return absl::StrCat(
        "DATAFLOW,freq,reporter,partner,product,flow,indicators,TIME_PERIOD,OBS_VALUE,transport,"
        "OBS_FLAG\n",
        head, "5,1,\n", head, second, "\n");
  };
  EXPECT_EQ(CountsOf(Load(text("5,1,")).report), "2 read 1 kept 0 merged 1 superseded 0 rejected");
  for (const char* second : {"5,2,", "6,2,"}) {
    const auto loaded = LoadSdmxCsv(FileOf(text(second)));
    EXPECT_EQ(ReasonOf(loaded), "DIMENSION_UNKNOWN") << second;
    EXPECT_THAT(loaded, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'transport=2'")));
  }
}

TEST(SdmxCsvTest, LabelsInColumnsOfTheirOwnAreNoDimensions) {
  const std::string text =
      "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,freq,Time frequency,reporter,Reporter,partner,"
      "Partner,product,Product,flow,Flow,indicators,Indicators,TIME_PERIOD,Time,OBS_VALUE,Value\n"
      "dataflow,ESTAT:DS-045409(1.0),EU trade,I,A,Annual,AT,Austria,KZ,Kazakhstan,72,Iron,2,Export,"
      "VALUE_IN_EUROS,Value,2024,,5,\n";
  EXPECT_THAT(LinesOf(Load(text)), ElementsAre("AUT KAZ X 2024 72/H6 5 FOB @ line 2"));
}

// Where a cell has a row of all procedures, that is it; where it has none, they are added up.
TEST(SdmxCsvTest, TheTotalOfTheStatisticalProcedures) {
  const std::string head = "ESTAT:DS-045409(1.0),A,AT,";
  const std::string text = absl::StrCat(
      "DATAFLOW,freq,reporter,partner,product,flow,stat_procedure,indicators,TIME_PERIOD,OBS_VALUE"
      "\n",
      head, "KZ,72,2,1,VALUE_IN_EUROS,2024,5\n", head, "KZ,72,2,2,VALUE_IN_EUROS,2024,6\n", head,
      "KZ,72,2,T,VALUE_IN_EUROS,2024,11\n", head, "TR,72,2,1,VALUE_IN_EUROS,2024,7\n", head,
      "TR,72,2,1,QUANTITY_IN_100KG,2024,1\n", head, "TR,72,2,9,VALUE_IN_EUROS,2024,8\n", head,
      "TR,72,2,9,QUANTITY_IN_100KG,2024,2\n");
  const LoadedFile loaded = Load(text);
  EXPECT_THAT(LinesOf(loaded),
              ElementsAre("AUT KAZ X 2024 72/H6 11 FOB @ line 4",
                          "AUT TUR X 2024 72/H6 15 FOB 300 kg @ line 5 and 1 more"));
  EXPECT_EQ(CountsOf(loaded.report), "7 read 1 kept 4 merged 2 superseded 0 rejected");
}

// Requirement 14: half a download.
TEST(SdmxCsvTest, RefusesHalfAFile) {
  const std::string text = Text({"AE,7204,2,VALUE_IN_EUROS,2023-09,204548,"});
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(text.substr(0, text.size() - 5)))), "FILE_TRUNCATED");
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(text.substr(0, text.size() - 1)))), "FILE_TRUNCATED");
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(kHeader))), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf("DATAFLOW,OBS_VALUE\nESTAT:DS-045409(1.0),1\n"))),
            "FILE_MALFORMED")
      << "no column of reporters";
}

TEST(SdmxCsvTest, AnotherDataFlowNeedsANamedSourceAndKnownDimensions) {
  const std::string text = absl::StrReplaceAll(Text({"AE,7204,2,VALUE_IN_EUROS,2023-09,1,"}),
                                               {{"ESTAT:DS-045409(1.0)", "XYZ:TRADE(1.0)"}});
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(FileOf(text))), "DATAFLOW_UNKNOWN");
  File file = FileOf(text);
  file.source = "sources/xyz";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadSdmxCsv(file));
  EXPECT_EQ(loaded.batch.sources[0].name, "sources/xyz");
  EXPECT_EQ(loaded.batch.sources[0].title, "xyz");
  const std::string other = absl::StrReplaceAll(text, {{"reporter", "declarant"}});
  file.content = other;
  EXPECT_EQ(ReasonOf(LoadSdmxCsv(file)), "DATAFLOW_UNKNOWN");
}

// What the rows of the excerpt say, put together by another program.
TEST(SdmxCsvFileTest, EveryRowIsInItsObservation) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/eurostat/sdmx_csv_ds045409_excerpts_from_docs.csv");
  const LoadedFile loaded = Load(content);
  EXPECT_EQ(CountsOf(loaded.report), "6 read 3 kept 3 merged 0 superseded 0 rejected");
  EXPECT_EQ(loaded.batch.releases[0].release.published, Date("2026-09-15"));
  std::map<std::string, std::map<std::string, std::string>> cells;
  for (const auto& row : SimpleRows(content)) {
    const std::string cell = absl::StrCat(row.at("TIME_PERIOD"), " ", row.at("product"), " ",
                                          row.at("flow") == "1" ? "M" : "X", " ",
                                          row.at("partner") == "WORLD" ? "W00" : "");
    cells[cell][row.at("indicators")] = row.at("OBS_VALUE");
  }
  ASSERT_EQ(cells.size(), 3u);
  for (const Observation& observation : testing::RowsOf(loaded.batch)) {
    const Cell& cell = observation.cell;
    auto& expected = cells.at(absl::StrCat(cell.period.ToString(), " ", cell.commodity, " ",
                                           cell.flow, " ", cell.partner == "W00" ? "W00" : ""));
    EXPECT_EQ(observation.value, Dec(expected["VALUE_IN_EUROS"]));
    EXPECT_EQ(observation.net_weight_kg, *Dec(expected["QUANTITY_IN_100KG"]).TimesPowerOfTen(2));
  }
}

}  // namespace
}  // namespace entente::trade::sdmx_csv_test
