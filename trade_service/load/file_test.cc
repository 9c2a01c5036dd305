#include "trade_service/load/file.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/hash/sha256.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/packed.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/comtrade.h"
#include "trade_service/testing/loaded.h"

namespace entente::trade::file_test {
namespace {

using entente::testing::Gzip;
using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using entente::testing::Zstd;
using testing::ComtradeText;
using ::testing::Contains;
using testing::Dialect;
using testing::FileOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::NotesOf;

std::string Reason(absl::string_view content) {
  const auto format = Recognise(content);
  EXPECT_THAT(format, StatusIs(absl::StatusCode::kInvalidArgument));
  return DetailsOf(format.status()).reason;
}

TEST(RecogniseTest, ComtradeInEveryDialect) {
  for (const Dialect dialect : {Dialect::kApi, Dialect::kPortal, Dialect::kBulk}) {
    const std::string text = ComtradeText({}, dialect);
    EXPECT_THAT(Recognise(text), IsOkAndHolds(FileFormat::kComtradeCsv));
    EXPECT_THAT(Recognise("\xEF\xBB\xBF" + text), IsOkAndHolds(FileFormat::kComtradeCsv));
  }
}

TEST(RecogniseTest, FactsByTheirFirstLine) {
  for (const char* text :
       {"sources { name: \"x\" }", "releases {", "targets {\n}", "statements: {", "statements:[",
        "sources", "commodity_titles {", "# a comment\n", "\n\n  sources{}", "targets <>"}) {
    EXPECT_THAT(Recognise(text), IsOkAndHolds(FileFormat::kFacts)) << text;
  }
}

// Requirement 14: a source's file may be an error message, an empty answer, or half a download.
TEST(RecogniseTest, RefusesWhatIsNoDataAndSaysSo) {
  EXPECT_EQ(Reason(""), "FILE_EMPTY");
  EXPECT_EQ(Reason(" \r\n\n"), "FILE_EMPTY");
  EXPECT_EQ(Reason("\xEF\xBB\xBF"), "FILE_EMPTY");
  EXPECT_EQ(Reason("<!DOCTYPE html>"), "FILE_IS_HTML");
  EXPECT_EQ(Reason("\n<html>"), "FILE_IS_HTML");
  EXPECT_EQ(Reason("{\"quota\": \"exceeded\"}"), "FORMAT_UNKNOWN");
  EXPECT_EQ(Reason("Rate limit is exceeded. Try again in 1 seconds."), "FILE_IS_ERROR");
  EXPECT_THAT(Recognise("Rate limit is exceeded. Try again in 1 seconds."),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("; ask it again later")));
  EXPECT_EQ(Reason("Something went wrong."), "FORMAT_UNKNOWN");
  EXPECT_EQ(Reason("sourcesx {"), "FORMAT_UNKNOWN");
  EXPECT_EQ(Reason(std::string(1000, '\0')), "FORMAT_UNKNOWN");
  EXPECT_EQ(Reason(ComtradeText({}).substr(0, 60)), "FORMAT_UNKNOWN") << "half a header";
}

TEST(RecogniseTest, QuotesWhatItFoundAndWhere) {
  EXPECT_THAT(
      Recognise("\nOut of office\n"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 2, column 1: 'Out of office'")));
}

TEST(RecogniseTest, EveryFormatByItsFirstLine) {
  for (const auto& [text, format] : std::vector<std::pair<const char*, FileFormat>>{
           {"Classification,Year,Trade Flow Code,Reporter Code,Trade Value (US$),Flag",
            FileFormat::kComtradeLegacy},
           {"classification,year,trade_flow_code,reporter_code,trade_value_usd",
            FileFormat::kComtradeLegacy},
           {"\"t\",\"i\",\"j\",\"k\",\"v\",\"q\"", FileFormat::kBaci},
           {"t,i,j,k,v,q\r", FileFormat::kBaci},
           {"code,description", FileFormat::kBaciTitles},
           {"\"code\",\"description\"\r", FileFormat::kBaciTitles},
           {"H4,H5,weight,group_id\n871190,871160,1.0,108\n", FileFormat::kConversionWeights},
           {"{\"elapsedTime\": \"0.21 secs\", \"count\": 0, \"data\": []}",
            FileFormat::kComtradeJson},
           {"{\n \"statusCode\": 429}", FileFormat::kComtradeJson},
           {"DATAFLOW,LAST UPDATE,freq,reporter,TIME_PERIOD,OBS_VALUE", FileFormat::kSdmxCsv},
           {"STRUCTURE,STRUCTURE_ID,ACTION,FREQ,TIME_PERIOD,OBS_VALUE", FileFormat::kSdmxCsv},
           {"{\"CompactData\":{\"Header\":{}}}", FileFormat::kSdmxJson},
           {"{\"errors\":[{\"code\":100,\"title\":\"No results\"}]}", FileFormat::kSdmxJson},
           {"{\"meta\":{},\"data\":{\"dataSets\":[]}}", FileFormat::kSdmxJson},
           {"<?xml version='1.0'?>\n<m:StructureSpecificData xmlns:m='m'>", FileFormat::kSdmxMl},
           {"\"REPORTER\",\"PARTNER\",\"PRODUCT\",\"FLOW\",\"PERIOD\",\"VALUE_IN_EUR\"",
            FileFormat::kEurostatRelational},
           {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", FileFormat::kBnsXls},
           {"exporter,importer,value_kusd", FileFormat::kMatrix},
           {"exp,imp,time,export,agreement", FileFormat::kMatrix},
           {"\"exporter\",\"importer\",\"year\",\"trade\"", FileFormat::kMatrix},
           {"\"\",\"KAZ\",\"TUR\"", FileFormat::kMatrix},
           {"exporter\tKazakhstan\tTurkey\tOther", FileFormat::kMatrix}}) {
    EXPECT_THAT(Recognise(text), IsOkAndHolds(format)) << text;
  }
  EXPECT_EQ(Reason("exporter,importer,year"), "FORMAT_UNKNOWN") << "no value";
  EXPECT_EQ(Reason("id,KAZ,a,b"), "FORMAT_UNKNOWN") << "one country makes no matrix";
}

// Requirement 14: a source's file may be an error message.
TEST(RecogniseTest, AnErrorMessageThatWasSavedAsAFile) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade_legacy/error_payload_as_csv.csv");
  EXPECT_EQ(Reason(content), "FILE_IS_ERROR");
  EXPECT_THAT(
      Recognise(content),
      StatusIs(absl::StatusCode::kInvalidArgument,
               HasSubstr("'Query complexity: your query is too complex. Please simplify.")));
}

TEST(RecogniseTest, BacisListOfCountriesIsNoData) {
  for (const char* header :
       {"country_code,country_name_abbreviation,country_name_full,iso_2digit_alpha",
        "country_code,country_name,country_iso2,country_iso3"}) {
    EXPECT_EQ(Reason(header), "FORMAT_REFERENCE") << header;
  }
}

TEST(RecogniseTest, RealFiles) {
  const std::vector<std::pair<const char*, FileFormat>> files = {
      {"comtrade/api_response_CHN_2010_TOTAL.json", FileFormat::kComtradeJson},
      {"comtrade/bulk_FINAL_sample_100rows.tsv", FileFormat::kComtradeCsv},
      {"comtrade_legacy/hk_bicycle.csv", FileFormat::kComtradeLegacy},
      {"comtrade_legacy/USA_CHN_short12col_2017.csv", FileFormat::kComtradeLegacy},
      {"baci/product_codes_HS92_V202301.csv", FileFormat::kBaciTitles},
      {"baci/BACI_HS92_Y2021_V202301_AFG_ZAF.csv", FileFormat::kBaci},
      {"eurostat/EU_exports_to_KAZ_monthly_total_201901_202408.csv",
       FileFormat::kEurostatRelational},
      {"eurostat/sdmx_csv_ds045409_excerpts_from_docs.csv", FileFormat::kSdmxCsv},
      {"imf/dot_compactdata_sdmxjson_US_exports_2020_2023.json", FileFormat::kSdmxJson},
      {"imf/imts_sdmx3_structurespecific_USA_exports_2023_2024.xml", FileFormat::kSdmxMl},
      {"nso/kaz_bns_trade_by_country_2022.xls", FileFormat::kBnsXls},
      {"world_pairs/penppml_bilateral_exports_2016.csv", FileFormat::kMatrix},
      {"world_pairs/unctad_merch_matrix_exports_kusd_2015.csv", FileFormat::kMatrix},
  };
  for (const auto& [name, format] : files) {
    READ_SHARED_FILE_OR_SKIP(content, absl::StrCat("trade/", name));
    EXPECT_THAT(Recognise(content), IsOkAndHolds(format)) << name;
  }
  READ_SHARED_FILE_OR_SKIP(content, "trade/baci/country_codes_V202301.csv");
  EXPECT_EQ(Reason(content), "FORMAT_REFERENCE");
}

TEST(LoadFileTest, TheFormatIsRecognisedOrSaid) {
  const std::string text = ComtradeText({{}});
  File file;
  file.folder = ::testing::TempDir();
  file.content = text;
  file.name = "x.csv";
  file.sha256 = std::string(64, 'a');
  for (const FileFormat format : {FileFormat::kRecognise, FileFormat::kComtradeCsv}) {
    file.format = format;
    EXPECT_EQ(LoadFile(file)->report.kept, 1);
  }
  file.format = FileFormat::kFacts;
  EXPECT_EQ(DetailsOf(LoadFile(file).status()).reason, "FILE_MALFORMED");
  file.format = static_cast<FileFormat>(77);
  EXPECT_EQ(DetailsOf(LoadFile(file).status()).reason, "FORMAT_UNKNOWN");
}

TEST(LoadFileTest, ANameThatABrowserGaveToACopyIsNoted) {
  const std::string text = ComtradeText({{}});
  File file = FileOf(text, "TradeData (1).csv");
  EXPECT_THAT(NotesOf(LoadFile(file)->report), Contains("1x NAME_OF_COPY at TradeData (1).csv"));
  file.dataset = "TradeData (1)";
  EXPECT_THAT(NotesOf(LoadFile(file)->report), Not(Contains(HasSubstr("NAME_OF_COPY"))));
}

TEST(LoadFileTest, TheNameOfACopyThatStandsBeforeADataSetsOwnIsNoted) {
  const std::string text =
      "STRUCTURE,STRUCTURE_ID,ACTION,FREQ,REPORTER,COUNTERPART_AREA,FLOW,CLASSIFICATION,COMMODITY,"
      "TIME_PERIOD,OBS_VALUE,CURRENCY,RELEASE,DATASET\n"
      "datastructure,ENTENTE:TRADE(1.0.0),I,A,KAZ,TUR,X,_Z,TOTAL,2020,1,USD,sources/s/releases/"
      "a,a\n";
  const absl::StatusOr<LoadedFile> loaded = LoadFile(FileOf(text, "export (1).csv"));
  ASSERT_OK(loaded);
  EXPECT_EQ(loaded->batch.releases[0].release.dataset, "export-a");
  EXPECT_THAT(NotesOf(loaded->report), Contains("1x NAME_OF_COPY at export (1).csv"));
}

TEST(LoadFileTest, ANameThatNoDataSetIsCalledByIsNotNoted) {
  const std::string facts =
      "sources { name: 'sources/s' title: 'S' publisher: 'P' kind: SOURCE_KIND_NATIONAL }";
  EXPECT_THAT(NotesOf(LoadFile(FileOf(facts, "facts (1).textproto"))->report), IsEmpty());
  const std::string release =
      "releases { source: 'sources/s' dataset: 'kaz-tur' currency: 'USD' figures { reporter: 'KAZ' "
      "partner: 'TUR' flow: 'X' period: '2021' value: '1' } }";
  EXPECT_THAT(NotesOf(LoadFile(FileOf(release, "kaz (1).textproto"))->report), IsEmpty());
  const std::string baci = "t,i,j,k,v,q\n2021,710,156,010121,1.5,NA\n";
  EXPECT_THAT(NotesOf(LoadFile(FileOf(baci, "BACI_HS92_Y2021_V202301 (1).csv"))->report),
              Not(Contains(HasSubstr("NAME_OF_COPY"))));
}

TEST(DatasetOfTest, FitsAResourceName) {
  EXPECT_EQ(DatasetOf("", "portal_CHN.csv"), "portal_chn");
  EXPECT_EQ(DatasetOf("Mine", "portal_CHN.csv"), "mine");
  EXPECT_EQ(DatasetOf("v1.2", "x"), "v1.2") << "only the name of a file has an ending";
  EXPECT_EQ(DatasetOf("", "a.b.csv"), "a.b");
  EXPECT_EQ(DatasetOf("", "portal_CHN.csv.gz"), "portal_chn");
  EXPECT_EQ(DatasetOf("", "portal_CHN.csv.zst"), "portal_chn");
  EXPECT_EQ(DatasetOf("", "COMTRADE.gz"), "comtrade");
  EXPECT_EQ(DatasetOf("", ".csv"), ".csv");
  for (const char* copy :
       {"TradeData (1).csv", "TradeData(1).csv", "TradeData (9).csv.gz", "TradeData (1)"}) {
    EXPECT_EQ(DatasetOf("", copy), "tradedata") << copy << ", as browsers name it";
  }
  for (const char* other : {"TradeData (2022).csv", "TradeData (12).csv", "TradeData (0).csv",
                            "TradeData 1).csv", "TradeData (x).csv"}) {
    EXPECT_NE(DatasetOf("", other), "tradedata") << other;
  }
  EXPECT_NE(DatasetOf("TradeData (1)", ""), "tradedata") << "no name of a file";
  EXPECT_NE(DatasetOf("", "(1).csv"), "");
  EXPECT_EQ(DatasetOf("", "Ticaret (2022)/x.csv"), "ticaret--2022--x-41da6782");
  EXPECT_NE(DatasetOf("", "Ticaret (2022)/x.csv"), DatasetOf("", "Ticaret [2022]/x.csv"));
  EXPECT_EQ(DatasetOf("", std::string(300, 'x')).size(), 60u);
  EXPECT_NE(DatasetOf("", std::string(300, 'x')), DatasetOf("", std::string(299, 'x')));
}

TEST(LoadFileTest, PackedFilesAreReadAsWhatIsInside) {
  const std::string text = ComtradeText({{}, {{"primaryValue", "x"}}});
  File plain;
  plain.content = text;
  plain.name = "x.csv";
  plain.sha256 = Sha256Hex(text);
  plain.folder = ::testing::TempDir();
  ASSERT_OK_AND_ASSIGN(const LoadedFile expected, LoadFile(plain));
  for (const auto& [packed, name] :
       {std::pair(Gzip(text), "x.csv.gz"), std::pair(Zstd(text), "x.csv.zst")}) {
    File file = plain;
    file.content = packed;
    file.name = name;
    file.sha256 = Sha256Hex(packed);
    ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(file));
    EXPECT_EQ(loaded.report.read, 2);
    EXPECT_EQ(loaded.report.kept, 1);
    EXPECT_EQ(loaded.report.first_rejected()[0].line, 3) << "of the text inside";
    const Release& release = loaded.batch.releases[0].release;
    EXPECT_EQ(release.name, expected.batch.releases[0].release.name) << "the same content";
    EXPECT_EQ(release.sha256, file.sha256) << "of what was sent";
    file.max_bytes = 100;
    EXPECT_THAT(LoadFile(file), StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("100")));
  }
}

TEST(LoadFileTest, ARealPackedFile) {
  READ_SHARED_FILE_OR_SKIP(content,
                           "trade/world_pairs/agtpa_manufacturing_69x69_1986_2006_musd.csv.gz");
  File file;
  file.content = content;
  file.name = "agtpa_manufacturing_69x69_1986_2006_musd.csv.gz";
  file.sha256 = std::string(64, 'a');
  file.source = "sources/agtpa";
  file.exponent = 6;
  file.folder = ::testing::TempDir();
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(file));
  EXPECT_EQ(loaded.report.read, 99981);
  EXPECT_EQ(loaded.batch.releases[0].release.dataset, "agtpa_manufacturing_69x69_1986_2006_musd");
}

}  // namespace
}  // namespace entente::trade::file_test
