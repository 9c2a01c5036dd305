#include "trade_service/load/sdmx_json.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/load/sdmx_ml.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/loaded.h"

namespace entente::trade::sdmx_json_test {
namespace {

using entente::testing::StatusIs;
using testing::CountsOf;
using testing::Date;
using ::testing::ElementsAre;
using testing::FileOf;
using ::testing::HasSubstr;
using testing::LinesOf;
using testing::NotesOf;
using testing::ReasonOf;
using testing::RowsOf;

LoadedFile Load(const std::string& text) {
  absl::StatusOr<LoadedFile> loaded = LoadSdmxJson(FileOf(text));
  EXPECT_OK(loaded);
  return loaded.ok() ? *std::move(loaded) : LoadedFile();
}

std::string Compact(absl::string_view series) {
  return absl::StrCat(
      R"({"CompactData":{"Header":{"Prepared":"2024-09-20T18:50:44","DataSetID":"DOT"},)"
      R"("DataSet":{"@xmlns":"http://dataservices.imf.org/compact/DOT","Series":)",
      series, "}}}");
}

constexpr char kOneSeries[] =
    R"({"@FREQ":"A","@REF_AREA":"US","@INDICATOR":"TXG_FOB_USD","@COUNTERPART_AREA":"KZ",)"
    R"("@UNIT_MULT":"6","Obs":)";

TEST(SdmxJsonTest, IsRecognisedByItsMembers) {
  EXPECT_TRUE(IsSdmxJson(Compact("[]")));
  EXPECT_TRUE(IsSdmxJson(R"({"data":{"dataSets":[]}})"));
  EXPECT_TRUE(IsSdmxJson(R"({"data":{"structure":{"dimensions":{}}}})"));
  EXPECT_FALSE(IsSdmxJson(R"({"elapsedTime":"0.1 secs","count":1,"data":[{"typeCode":"C"}]})"));
}

TEST(SdmxJsonCompactTest, SeriesAndObservationsStandAloneOrInArrays) {
  const std::string one = R"({"@TIME_PERIOD":"2020","@OBS_VALUE":"1.5"})";
  const std::string other = R"({"@TIME_PERIOD":"2021","@OBS_VALUE":"2","@OBS_STATUS":"E"})";
  const std::string first = "USA KAZ X 2020 TOTAL 1500000 FOB @ series 1, observation 1";
  const std::string second = "USA KAZ X 2021 TOTAL 2000000 FOB estimated @ series 1, observation 2";
  EXPECT_THAT(LinesOf(Load(Compact(absl::StrCat(kOneSeries, one, "}")))), ElementsAre(first));
  EXPECT_THAT(LinesOf(Load(Compact(absl::StrCat("[", kOneSeries, one, "}]")))), ElementsAre(first));
  EXPECT_THAT(LinesOf(Load(Compact(absl::StrCat(kOneSeries, "[", one, ",", other, "]}")))),
              ElementsAre(first, second));
  const std::string turkey = absl::StrReplaceAll(kOneSeries, {{"KZ", "TR"}});
  EXPECT_THAT(
      LinesOf(Load(Compact(absl::StrCat("[", kOneSeries, "[", one, "]},", turkey, one, "}]")))),
      ElementsAre(first, "USA TUR X 2020 TOTAL 1500000 FOB @ series 2, observation 1"));
}

TEST(SdmxJsonCompactTest, AttributesMayFollowTheObservations) {
  EXPECT_THAT(LinesOf(Load(Compact(R"([{"@FREQ":"A","@REF_AREA":"US","@COUNTERPART_AREA":"FR"},)"
                                   R"({"Obs":[{"@TIME_PERIOD":"2020","@OBS_VALUE":1.25},{}],)"
                                   R"("@FREQ":"A","@REF_AREA":"US","@INDICATOR":"TMG_CIF_USD",)"
                                   R"("@COUNTERPART_AREA":"B0","@UNIT_MULT":"0"}])"))),
              ElementsAre("USA B0 M 2020 TOTAL 1.25 CIF @ series 2, observation 1"));
}

TEST(SdmxJsonCompactTest, RefusesWhatIsNone) {
  EXPECT_EQ(ReasonOf(LoadSdmxJson(FileOf(Compact("[]")))), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf(LoadSdmxJson(FileOf(Compact(absl::StrCat("[", kOneSeries, "[]}]"))))),
            "FILE_EMPTY");
  const std::string text =
      Compact(absl::StrCat(kOneSeries, R"({"@TIME_PERIOD":"2020","@OBS_VALUE":"1.5"}})"));
  EXPECT_EQ(ReasonOf(LoadSdmxJson(FileOf(text.substr(0, text.size() - 1)))), "FILE_TRUNCATED");
  EXPECT_EQ(ReasonOf(LoadSdmxJson(FileOf(text + "x"))), "FILE_MALFORMED");
  EXPECT_EQ(ReasonOf(LoadSdmxJson(FileOf(absl::StrReplaceAll(text, {{"DOT", "IFS"}})))),
            "DATAFLOW_UNKNOWN");
  std::string deep(100, '[');
  EXPECT_EQ(ReasonOf(LoadSdmxJson(FileOf(Compact(deep)))), "FILE_MALFORMED");
}

// Requirement 15: DOT's values are in units of UNIT_MULT. The values are those of the file, their
// points six places to the right.
TEST(SdmxJsonFileTest, ExportsOfTheUnitedStates) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/imf/dot_compactdata_sdmxjson_US_exports_2020_2023.json");
  const LoadedFile loaded = Load(content);
  EXPECT_THAT(LinesOf(loaded),
              ElementsAre("USA B0 X 2020 TOTAL 233754777100 FOB @ series 1, observation 1",
                          "USA B0 X 2021 TOTAL 272981718580 FOB @ series 1, observation 2",
                          "USA B0 X 2022 TOTAL 351884441462 FOB @ series 1, observation 3",
                          "USA B0 X 2023 TOTAL 369756760426 FOB @ series 1, observation 4",
                          "USA W00 X 2020 TOTAL 1429995404019 FOB @ series 2, observation 1",
                          "USA W00 X 2021 TOTAL 1757821567908 FOB @ series 2, observation 2",
                          "USA W00 X 2022 TOTAL 2065156971432 FOB @ series 2, observation 3",
                          "USA W00 X 2023 TOTAL 2019551635133 FOB @ series 2, observation 4"));
  EXPECT_EQ(CountsOf(loaded.report), "8 read 8 kept 0 merged 0 superseded 0 rejected");
  EXPECT_EQ(loaded.batch.releases[0].release.retrieved, Date("2024-09-20"));
  EXPECT_EQ(loaded.batch.sources[0].name, "sources/imf-dot");
}

// Requirement 15: what is the proof that the scale is to be applied to one and not to the other.
TEST(SdmxJsonFileTest, BothDataFlowsOfImfSayTheSame) {
  READ_SHARED_FILE_OR_SKIP(dot, "trade/imf/dot_compactdata_sdmxjson_US_exports_2020_2023.json");
  READ_SHARED_FILE_OR_SKIP(imts,
                           "trade/imf/imts_sdmx3_structurespecific_USA_exports_2023_2024.xml");
  ASSERT_OK_AND_ASSIGN(const LoadedFile other, LoadSdmxMl(FileOf(imts)));
  const auto world_2023 = [](const LoadedFile& loaded) {
    for (const Observation& one : RowsOf(loaded.batch)) {
      if (one.cell.partner == kWorld && one.cell.period.year() == 2023) return one.value.ToString();
    }
    return std::string();
  };
  EXPECT_EQ(world_2023(Load(dot)), "2019551635133");
  EXPECT_EQ(world_2023(other), "2019551635133");
}

// A data message: two series of two months each, one of which has no value.
constexpr char kDimensions[] = R"("dimensions":{
  "dataSet":[{"id":"FREQ","values":[{"id":"M"}]}],
  "series":[{"id":"REF_AREA","values":[{"id":"US"},{"id":"KZ"}]},
            {"id":"COUNTERPART_AREA","values":[{"id":"TR"},{"id":"W00"}]},
            {"id":"INDICATOR","values":[{"id":"TXG_FOB_USD"}]}],
  "observation":[{"id":"TIME_PERIOD","values":[{"id":"2020-01","name":"Jan"},{"value":"2020-02"}]}]}
)";
constexpr char kAttributes[] = R"("attributes":{
  "dataSet":[{"id":"UNIT_MULT","values":[{"id":"3"}]}],
  "series":[{"id":"TITLE","values":[{"id":"x"}]}],
  "observation":[{"id":"OBS_STATUS","values":[{"id":"A"},{"id":"P"}]}]})";
constexpr char kData[] = R"("dataSets":[{"action":"Information","attributes":[0],"series":{
  "1:0:0":{"attributes":[0],"observations":{"0":[12.125,0],"1":[-7,1,null]}},
  "0:1:0":{"observations":{"0":[null,0],"1":["1E2"]}}}}])";

std::vector<std::string> Lines(const std::string& text) {
  const LoadedFile loaded = Load(text);
  EXPECT_THAT(NotesOf(loaded.report),
              ElementsAre("line 0: VALUE_MISSING series 0:1:0, observation 0: '' is no value"));
  EXPECT_EQ(CountsOf(loaded.report), "4 read 3 kept 0 merged 0 superseded 1 rejected");
  return LinesOf(loaded);
}

TEST(SdmxJsonDataTest, EveryVersionOfTheMessage) {
  const auto expected =
      ElementsAre("KAZ TUR X 2020-01 TOTAL 12125 FOB @ series 1:0:0, observation 0",
                  "KAZ TUR X 2020-02 TOTAL -7000 FOB provisional @ series 1:0:0, observation 1",
                  "USA W00 X 2020-02 TOTAL 100000 FOB @ series 0:1:0, observation 1");
  const std::string structure =
      absl::StrCat(R"x("links":[{"rel":"dataflow","urn":"urn:sdmx:x.Dataflow=IMF:DOT(1.0)"}],)x",
                   kDimensions, ",", kAttributes);
  // Before 1.0, 1.0 with the structure behind the data, and 2.0.
  EXPECT_THAT(Lines(absl::StrCat(R"({"header":{"prepared":"2024-01-02T00:00:00"},"structure":{)",
                                 structure, "},", kData, "}")),
              expected);
  EXPECT_THAT(Lines(absl::StrCat(R"({"meta":{"schema":"sdmx-json"},"data":{)", kData,
                                 R"(,"structure":{)", structure, "}}}")),
              expected);
  EXPECT_THAT(Lines(absl::StrCat(R"({"data":{"structures":[{"measures":{"observation":[)"
                                 R"({"id":"OBS_VALUE"}]},)",
                                 structure, "}],", kData, "}}")),
              expected);
}

TEST(SdmxJsonDataTest, ObservationsWithoutSeries) {
  const std::string text =
      R"({"structure":{"uri":"https://x/dataflow/IMF/DOT/1.0","dimensions":{"observation":[
         {"id":"FREQ","values":[{"id":"A"}]},{"id":"REF_AREA","values":[{"id":"US"}]},
         {"id":"COUNTERPART_AREA","values":[{"id":"KZ"}]},
         {"id":"INDICATOR","values":[{"id":"TMG_CIF_USD"},{"id":"TMG_FOB_USD"}]},
         {"id":"TIME_PERIOD","values":[{"id":"2020"}]}]},
         "attributes":{"observation":[{"id":"UNIT_MULT","values":[]}]}},
         "dataSets":[{"observations":{"0:0:0:0:0":[106,"6"],"0:0:0:1:0":[100,"6"]}}]})";
  EXPECT_THAT(LinesOf(Load(text)),
              ElementsAre("USA KAZ M 2020 TOTAL 106000000 CIF (100000000 FOB) @ observation "
                          "0:0:0:0:0"));
}

TEST(SdmxJsonDataTest, RefusesWhatDoesNotFit) {
  const std::string head = R"({"structure":{"uri":"IMF:DOT",)";
  const auto refused = [&](const std::string& text) {
    return ReasonOf(LoadSdmxJson(FileOf(text)));
  };
  for (const char* key : {"2:0:0", "0:0", "0:0:0:0", "", "x:0:0", "-1:0:0"}) {
    const std::string data = absl::StrReplaceAll(kData, {{"1:0:0", key}});
    EXPECT_EQ(refused(absl::StrCat(head, kDimensions, "},", data, "}")), "FILE_MALFORMED") << key;
  }
  EXPECT_EQ(refused(absl::StrCat("{", kData, "}")), "FILE_MALFORMED") << "no structure";
  EXPECT_EQ(refused(R"({"structures":[{},{}],"dataSets":[]})"), "FILE_MALFORMED") << "two";
  EXPECT_EQ(refused(absl::StrCat(head, kDimensions, R"(},"dataSets":[]})")), "FILE_EMPTY");
  EXPECT_EQ(refused(absl::StrCat(head, kDimensions, "},", kData)), "FILE_TRUNCATED");
}

TEST(SdmxJsonDataTest, RefusesWhatOnlySaysWhatChanged) {
  const std::string head =
      absl::StrCat(R"({"structure":{"uri":"IMF:DOT",)", kDimensions, ",", kAttributes, "},");
  const auto text = [&](const char* action) {
    return absl::StrCat(head, absl::StrReplaceAll(kData, {{"Information", action}}), "}");
  };
  EXPECT_OK(LoadSdmxJson(FileOf(text("Replace"))));
  for (const char* part : {"Delete", "Append", "Merge"}) {
    EXPECT_EQ(ReasonOf(LoadSdmxJson(FileOf(text(part)))), "ACTION_REFUSED") << part;
  }
  const std::string compact = absl::StrReplaceAll(
      Compact(absl::StrCat(kOneSeries, R"({"@TIME_PERIOD":"2020","@OBS_VALUE":"1.5"}})")),
      {{R"("@xmlns")", R"("@action":"Append","@xmlns")"}});
  EXPECT_EQ(ReasonOf(LoadSdmxJson(FileOf(compact))), "ACTION_REFUSED");
}

TEST(SdmxJsonDataTest, QuotesTheErrorThatTheServiceAnswered) {
  for (const char* text :
       {R"({"errors":[{"code":100,"title":"No results found","detail":"for KZ"}]})",
        R"({"meta":{"schema":"sdmx-json","prepared":"2024"},"errors":[{"code":100,)"
        R"("title":"No results found","detail":"for KZ"}]})"}) {
    ASSERT_TRUE(IsSdmxJson(text));
    const auto loaded = LoadSdmxJson(FileOf(text));
    EXPECT_EQ(ReasonOf(loaded), "FILE_IS_ERROR");
    EXPECT_THAT(loaded, StatusIs(absl::StatusCode::kInvalidArgument,
                                 HasSubstr("'100: No results found for KZ'")));
  }
}

TEST(SdmxJsonDataTest, RefusesDataWithErrorsBesideThem) {
  const auto text = [](const char* errors) {
    return absl::StrCat(R"({"structure":{"uri":"IMF:DOT",)", kDimensions, ",", kAttributes, "},",
                        kData, R"(,"errors":)", errors, "}");
  };
  EXPECT_OK(LoadSdmxJson(FileOf(text("[]"))));
  EXPECT_EQ(ReasonOf(LoadSdmxJson(FileOf(text(R"([{"code":510,"title":"Response too large"}])")))),
            "FILE_TRUNCATED");
  EXPECT_EQ(ReasonOf(LoadSdmxJson(FileOf(text(R"(["Something went wrong"])")))), "FILE_IS_ERROR");
}

TEST(SdmxJsonDataTest, RefusesADimensionThatIsNotKnown) {
  const std::string dimensions = absl::StrReplaceAll(
      kDimensions, {{R"("dataSet":[)", R"("dataSet":[{"id":"TRANSPORT","values":[{"id":"1"}]},)"}});
  const std::string text =
      absl::StrCat(R"({"structure":{"uri":"IMF:DOT",)", dimensions, "},", kData, "}");
  EXPECT_EQ(ReasonOf(LoadSdmxJson(FileOf(text))), "DIMENSION_UNKNOWN");
}

}  // namespace
}  // namespace entente::trade::sdmx_json_test
