#include "trade_service/load/sdmx_ml.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/loaded.h"

namespace entente::trade {
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

std::string Message(absl::string_view data) {
  return absl::StrCat(
      "<?xml version='1.0' encoding='UTF-8'?>\n<!-- a comment -->\n"
      "<message:StructureSpecificData xmlns:message='m' xmlns:ss='s'>"
      "<message:Header><message:Prepared>2025-12-16T05:16:36Z</message:Prepared>"
      "<message:Structure structureID='IMF.STA.DSD_IMTS.1.0.0'/></message:Header>"
      "<message:DataSet ss:structureRef='IMF.STA.DSD_IMTS.1.0.0' action='Replace'>",
      data, "</message:DataSet></message:StructureSpecificData>\n");
}

LoadedFile Load(const std::string& text) {
  absl::StatusOr<LoadedFile> loaded = LoadSdmxMl(FileOf(text));
  EXPECT_OK(loaded);
  return loaded.ok() ? *std::move(loaded) : LoadedFile();
}

TEST(SdmxMlTest, IsToldFromAWebPage) {
  EXPECT_TRUE(IsSdmxMl(Message("")));
  EXPECT_TRUE(IsSdmxMl("\xEF\xBB\xBF<CompactData xmlns='x'>"));
  EXPECT_TRUE(IsSdmxMl("<mes:GenericData>")) << "to be refused by its name";
  EXPECT_TRUE(IsSdmxMl("<?xml version='1.0'?><message:Error/>"));
  for (const char* other : {"<!DOCTYPE html><html>", "<html>", "<?xml version='1.0'?><html>", "<",
                            "<?xml", "<!-- <CompactData> -->", ""}) {
    EXPECT_FALSE(IsSdmxMl(other)) << other;
  }
}

TEST(SdmxMlTest, SeriesWithAttributes) {
  const LoadedFile loaded = Load(Message(
      "<Group INDICATOR='XG_FOB_USD'><Comp id='UNIT'><Value>USD</Value></Comp></Group>"
      "<Series COUNTRY='KAZ' INDICATOR='XG_FOB_USD' COUNTERPART_COUNTRY='TUR' FREQUENCY='M' "
      "SCALE='6'><Obs TIME_PERIOD='2024-M01' OBS_VALUE='5.25'/>"
      "<Obs TIME_PERIOD='2024-M02' OBS_VALUE='1E3' OBS_STATUS='P'/></Series>"
      "<Series COUNTRY='KAZ' INDICATOR='MG_CIF_USD' COUNTERPART_COUNTRY='TUR' FREQUENCY='A'>"
      "<Obs TIME_PERIOD='2024' OBS_VALUE='NaN'/></Series>"));
  EXPECT_THAT(
      LinesOf(loaded),
      ElementsAre("KAZ TUR X 2024-01 TOTAL 5.25 FOB @ series 1, observation 1",
                  "KAZ TUR X 2024-02 TOTAL 1000 FOB provisional @ series 1, observation 2"));
  EXPECT_THAT(NotesOf(loaded.report),
              ElementsAre("line 0: VALUE_MISSING series 2, observation 1: 'NaN' is no value"));
  EXPECT_EQ(CountsOf(loaded.report), "3 read 2 kept 0 merged 0 superseded 1 rejected");
  EXPECT_EQ(loaded.batch.sources[0].name, "sources/imf-imts");
  EXPECT_EQ(loaded.batch.releases[0].release.retrieved, Date("2025-12-16"));
  EXPECT_EQ(loaded.batch.releases[0].release.published, PartialDate());
}

TEST(SdmxMlTest, ObservationsWithoutSeries) {
  const LoadedFile loaded = Load(
      Message("<Obs COUNTRY='KAZ' INDICATOR='MG_CIF_USD' COUNTERPART_COUNTRY='TUR' FREQUENCY='A' "
              "TIME_PERIOD='2024' OBS_VALUE='7'/>"
              "<Obs COUNTRY='KAZ' INDICATOR='MG_FOB_USD' COUNTERPART_COUNTRY='TUR' FREQUENCY='A' "
              "TIME_PERIOD='2024' OBS_VALUE='6'/>"));
  EXPECT_THAT(LinesOf(loaded), ElementsAre("KAZ TUR M 2024 TOTAL 7 CIF (6 FOB) @ observation 1"));
}

TEST(SdmxMlTest, TheCompactMessageOfVersion2) {
  const std::string text =
      "<CompactData xmlns='m'><Header><DataSetID>DOT</DataSetID></Header><DataSet xmlns='d'>"
      "<Series FREQ='A' REF_AREA='US' INDICATOR='TXG_FOB_USD' COUNTERPART_AREA='KZ' UNIT_MULT='6'>"
      "<Obs TIME_PERIOD='2020' OBS_VALUE='1.5'/></Series></DataSet></CompactData>";
  const LoadedFile loaded = Load(text);
  EXPECT_THAT(LinesOf(loaded),
              ElementsAre("USA KAZ X 2020 TOTAL 1500000 FOB @ series 1, observation 1"));
  EXPECT_EQ(loaded.batch.sources[0].name, "sources/imf-dot");
}

TEST(SdmxMlTest, RefusesOtherMessagesByTheirName) {
  EXPECT_EQ(ReasonOf(LoadSdmxMl(FileOf("<m:GenericData><m:DataSet/></m:GenericData>"))),
            "FORMAT_UNKNOWN");
  EXPECT_EQ(ReasonOf(LoadSdmxMl(FileOf(Message("")))), "FILE_EMPTY");
  EXPECT_EQ(ReasonOf(LoadSdmxMl(
                FileOf(absl::StrReplaceAll(Message("<Obs A='1'/>"), {{"DSD_IMTS", "DSD_BOP"}})))),
            "DATAFLOW_UNKNOWN");
}

constexpr char kObservation[] =
    "<Obs COUNTRY='KAZ' INDICATOR='MG_CIF_USD' COUNTERPART_COUNTRY='TUR' FREQUENCY='A' "
    "TIME_PERIOD='2024' OBS_VALUE='7'/>";

TEST(SdmxMlTest, RefusesWhatOnlySaysWhatChanged) {
  for (const char* whole : {"Replace", "Information", "I"}) {
    EXPECT_OK(LoadSdmxMl(FileOf(absl::StrReplaceAll(Message(kObservation), {{"Replace", whole}}))));
  }
  for (const char* part : {"Delete", "Append", "Merge"}) {
    for (const char* data : {kObservation, ""}) {
      EXPECT_EQ(
          ReasonOf(LoadSdmxMl(FileOf(absl::StrReplaceAll(Message(data), {{"Replace", part}})))),
          "ACTION_REFUSED");
    }
  }
  const std::string second = Message(absl::StrCat(
      kObservation, "</message:DataSet><message:DataSet action='Delete'>", kObservation));
  EXPECT_EQ(ReasonOf(LoadSdmxMl(FileOf(second))), "ACTION_REFUSED");
  const std::string in_header = absl::StrReplaceAll(
      Message(kObservation), {{" action='Replace'", ""},
                              {"<message:Structure ",
                               "<message:DataSetAction>Append</message:DataSetAction>"
                               "<message:Structure "}});
  EXPECT_EQ(ReasonOf(LoadSdmxMl(FileOf(in_header))), "ACTION_REFUSED");
}

TEST(SdmxMlTest, QuotesTheErrorThatTheServiceAnswered) {
  const auto loaded = LoadSdmxMl(
      FileOf("<?xml version='1.0'?><m:Error xmlns:m='m' xmlns:c='c'><m:ErrorMessage code='100' "
             "severity='Error'>\n<c:Text xml:lang='en'>No results found</c:Text></m:ErrorMessage>"
             "</m:Error>"));
  EXPECT_EQ(ReasonOf(loaded), "FILE_IS_ERROR");
  EXPECT_THAT(loaded,
              StatusIs(absl::StatusCode::kInvalidArgument,
                       HasSubstr("'100: No results found'; ask for other countries or periods")));
  EXPECT_EQ(ReasonOf(LoadSdmxMl(FileOf("<m:Error>No results</m:Error>"))), "FILE_IS_ERROR");
  EXPECT_EQ(ReasonOf(LoadSdmxMl(FileOf("<m:Error/>"))), "FILE_IS_ERROR");
}

// Eurostat's answer has 1,000 of 2,000 series, or none, and says so behind them.
TEST(SdmxMlTest, RefusesAnAnswerWhoseFooterSaysThatItIsNotWhole) {
  const auto text = [](const char* data, const char* code, const char* severity) {
    return absl::StrReplaceAll(
        Message(data),
        {{"</message:StructureSpecificData>",
          absl::StrCat("<f:Footer><f:Message code='", code, "' severity='", severity,
                       "'><c:Text>Response too large</c:Text><c:Text>zip at x</c:Text>"
                       "</f:Message></f:Footer></message:StructureSpecificData>")}});
  };
  for (const char* code : {"413", "510", "130"}) {
    for (const char* data : {kObservation, ""}) {
      const std::string content = text(data, code, "Information");
      EXPECT_EQ(ReasonOf(LoadSdmxMl(FileOf(content))), "FILE_TRUNCATED") << code << data;
    }
  }
  EXPECT_EQ(ReasonOf(LoadSdmxMl(FileOf(text(kObservation, "500", "Error")))), "FILE_IS_ERROR");
  EXPECT_EQ(ReasonOf(LoadSdmxMl(FileOf(text(kObservation, "1001", "Warning")))), "FILE_IS_ERROR");
  EXPECT_OK(LoadSdmxMl(FileOf(text(kObservation, "0", "Information"))));
}

// A message has no key twice: what two series of one cell differ in is a dimension.
TEST(SdmxMlTest, RefusesADimensionThatIsNotKnown) {
  const std::string series =
      "<Series COUNTRY='KAZ' INDICATOR='XG_FOB_USD' COUNTERPART_COUNTRY='TUR' FREQUENCY='A' "
      "TRANSPORT='1' SCALE='6'><Obs TIME_PERIOD='2024' OBS_VALUE='5'/></Series>";
  const std::string other =
      absl::StrReplaceAll(series, {{"TRANSPORT='1'", "TRANSPORT='2'"}, {"'5'", "'6'"}});
  const auto loaded = LoadSdmxMl(FileOf(Message(series + other)));
  EXPECT_EQ(ReasonOf(loaded), "DIMENSION_UNKNOWN");
  EXPECT_THAT(loaded, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'TRANSPORT=2'")));
  EXPECT_OK(LoadSdmxMl(FileOf(Message(series)))) << "it may be an attribute";
}

// Requirement 14: half a download.
TEST(SdmxMlTest, RefusesHalfAFile) {
  const std::string text = Message(
      "<Obs COUNTRY='KAZ' INDICATOR='MG_CIF_USD' COUNTERPART_COUNTRY='TUR' FREQUENCY='A' "
      "TIME_PERIOD='2024' OBS_VALUE='7'/>");
  for (const size_t missing : {2, 20, 60}) {
    EXPECT_EQ(ReasonOf(LoadSdmxMl(FileOf(text.substr(0, text.size() - missing)))),
              "FILE_TRUNCATED");
  }
}

// Requirement 15: SCALE describes and must not be applied twice. The values are those of the file.
TEST(SdmxMlFileTest, ExportsOfTheUnitedStates) {
  READ_SHARED_FILE_OR_SKIP(content,
                           "trade/imf/imts_sdmx3_structurespecific_USA_exports_2023_2024.xml");
  const LoadedFile loaded = Load(content);
  EXPECT_THAT(LinesOf(loaded),
              ElementsAre("USA G998 X 2023 TOTAL 369756760426 FOB @ series 2, observation 1",
                          "USA G998 X 2024 TOTAL 371064529410 FOB @ series 2, observation 2",
                          "USA W00 X 2023 TOTAL 2019551635133 FOB @ series 1, observation 1",
                          "USA W00 X 2024 TOTAL 2065411250609 FOB @ series 1, observation 2"));
  EXPECT_EQ(CountsOf(loaded.report), "4 read 4 kept 0 merged 0 superseded 0 rejected");
  EXPECT_EQ(loaded.batch.releases[0].release.retrieved, Date("2025-12-16"));
  EXPECT_EQ(loaded.batch.releases[0].release.currency, "USD");
}

}  // namespace
}  // namespace entente::trade
