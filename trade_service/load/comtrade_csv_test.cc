#include "trade_service/load/comtrade_csv.h"

#include <map>
#include <optional>

#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/blocks.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/comtrade.h"
#include "trade_service/testing/loaded.h"

namespace entente::trade::comtrade_csv_test {
namespace {

using entente::testing::StatusIs;
using testing::ComtradeText;
using testing::Date;
using testing::Dec;
using testing::Dialect;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::RowsOf;

File FileOf(absl::string_view content) {
  File file;
  file.folder = ::testing::TempDir();
  file.content = content;
  file.name = "Trade of KAZ.csv";
  file.sha256 = std::string(64, 'a');
  return file;
}

// What a file that must be good becomes.
LoadedFile Load(absl::string_view content) {
  absl::StatusOr<LoadedFile> loaded = LoadComtradeCsv(FileOf(content));
  EXPECT_OK(loaded);
  return loaded.ok() ? *std::move(loaded) : LoadedFile();
}

// The reason that a file is refused for.
std::string Refused(absl::string_view content) {
  const absl::Status status = LoadComtradeCsv(FileOf(content)).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(std::string(status.message()), HasSubstr("line "));
  return DetailsOf(status).reason;
}

// Every row that was read must be in one of the report's counts.
void ExpectAccountedFor(const ImportReport& report) {
  EXPECT_EQ(report.read, report.kept + report.merged + report.superseded + report.rejected());
}

// The client's golden file: what one side writes, the other reads.
TEST(LoadComtradeCsvTest, ReadsWhatTheClientWrites) {
  const std::optional<std::string> golden =
      entente::testing::ReadFileBytes("client/render/testdata/observations.csv");
  ASSERT_TRUE(golden);
  EXPECT_TRUE(IsComtradeHeader(golden->substr(0, golden->find('\n'))));
  const LoadedFile loaded = Load(*golden);
  EXPECT_THAT(testing::LinesOf(loaded),
              ::testing::ElementsAre(
                  "KAZ TUR M 2021-04 270900/H5 1234.5 CIF (1200 FOB) 500 kg 500.1 8 @ line 2",
                  "KAZ TUR M 2021-04 TOTAL 999999999.99 CIF estimated @ line 3"));
  EXPECT_TRUE(RowsOf(loaded.batch)[1].flags.Has(Flag::kAggregated));
}

TEST(LoadComtradeCsvTest, OwnColumnsTellFlagsAndAreOfUnComtradeAlone) {
  const auto text = [](absl::string_view flags, absl::string_view currency,
                       absl::string_view release) {
    return absl::StrCat(
        "freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,"
        "primaryValue,isAggregate,currency,flags,release\n"
        "A,2021,398,X,792,H5,27,1,false,",
        currency, ",", flags, ",", release, "\n");
  };
  const std::string ours = "sources/un-comtrade/releases/r";
  const LoadedFile loaded = Load(text("provisional; reporter inferred; summed", "USD", ours));
  const Flags flags = RowsOf(loaded.batch)[0].flags;
  EXPECT_TRUE(flags.Has(Flag::kProvisional) && flags.Has(Flag::kReporterInferred) &&
              flags.Has(Flag::kSummed) && !flags.Has(Flag::kAggregated));
  EXPECT_EQ(Refused(text("", "EUR", ours)), "RELEASE_INVALID");
  EXPECT_EQ(Refused(text("", "USD", "sources/kaz-bns/releases/r")), "RELEASE_INVALID");
  EXPECT_EQ(Refused(text("unheard of", "USD", ours)), "NOTHING_TO_KEEP");
}

TEST(LoadComtradeCsvTest, BecomesOneReleaseOfUnComtrade) {
  const std::string text =
      ComtradeText({{}, {{"flowCode", "M"}, {"primaryValue", "1146382283.36"}}});
  File file = FileOf(text);
  file.published = Date("2022-05");
  file.retrieved = Date("2022-06-01");
  file.url = "https://comtradeplus.un.org/x";
  file.principal = "ayse";
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadComtradeCsv(file));
  ASSERT_EQ(loaded.batch.sources.size(), 1u);
  EXPECT_EQ(loaded.batch.sources[0].name, "sources/un-comtrade");
  EXPECT_EQ(loaded.batch.sources[0].kind, SourceKind::kCompiled);
  EXPECT_TRUE(loaded.batch.sources_supposed);
  ASSERT_EQ(loaded.batch.releases.size(), 1u);
  const Release& release = loaded.batch.releases[0].release;
  EXPECT_EQ(release.name, "sources/un-comtrade/releases/trade-of-kaz-6a96bb50-18ebec3f8f70");
  EXPECT_EQ(release.dataset, "trade-of-kaz-6a96bb50");
  EXPECT_EQ(release.published, Date("2022-05"));
  EXPECT_EQ(release.retrieved, Date("2022-06-01"));
  EXPECT_EQ(release.url, file.url);
  EXPECT_EQ(release.file_name, file.name);
  EXPECT_EQ(release.currency, "USD");
  EXPECT_EQ(release.sha256, file.sha256);
  EXPECT_EQ(release.observation_count, 2);
  EXPECT_EQ(release.principal, "ayse");
  const auto& observations = RowsOf(loaded.batch);
  EXPECT_EQ(observations[0].cell.flow, "M");
  EXPECT_EQ(observations[0].locator, "line 3");
  EXPECT_EQ(observations[1].value, Dec("2964665648.32"));
  EXPECT_EQ(observations[1].locator, "line 2");
  EXPECT_EQ(loaded.report.read, 2);
  EXPECT_EQ(loaded.report.kept, 2);
  EXPECT_THAT(loaded.report.anomalies(), IsEmpty());
}

// Requirement 17: the vintage stands in the bulk file's name, unless the header says better.
TEST(LoadComtradeCsvTest, ABulkFilesNameTellsItsVintage) {
  const std::string text = ComtradeText({{}}, Dialect::kBulk);
  File file = FileOf(text);
  file.name = "COMTRADE-FINAL-CA398202101H5[2023-01-15].gz";
  Release release = LoadComtradeCsv(file)->batch.releases[0].release;
  EXPECT_EQ(release.dataset, "comtrade-final-ca398202101h5");
  EXPECT_EQ(release.published, Date("2023-01-15"));
  file.dataset = "mine";
  file.published = Date("2023");
  release = LoadComtradeCsv(file)->batch.releases[0].release;
  EXPECT_EQ(release.dataset, "mine");
  EXPECT_EQ(release.published, Date("2023"));
}

// Requirement 2: latin-1, UTF-8 with and without BOM, CRLF and LF, quoted and bare.
TEST(LoadComtradeCsvTest, EveryDialectSaysTheSame) {
  const std::vector<testing::ComtradeRowText> rows = {{}, {{"flowCode", "M"}, {"netWgt", "5"}}};
  const LoadedFile expected = Load(ComtradeText(rows));
  ASSERT_EQ(RowsOf(expected.batch).size(), 2u);
  const std::string api = ComtradeText(rows);
  for (const std::string& text :
       {ComtradeText(rows, Dialect::kPortal), ComtradeText(rows, Dialect::kBulk),
        "\xEF\xBB\xBF" + api, "\xEF\xBB\xBF" + ComtradeText(rows, Dialect::kPortal),
        absl::StrReplaceAll(api, {{"\n", "\r\n"}}), absl::StrReplaceAll(api, {{"\xfc", "ü"}}),
        api.substr(0, api.size() - 1), api + "\n\n", api + "  "}) {
    EXPECT_EQ(RowsOf(Load(text).batch), RowsOf(expected.batch));
  }
}

// Requirement 1: portal rows carry one more, empty field than the header; other surplus is refused.
TEST(LoadComtradeCsvTest, OneEmptyFieldMoreIsTheOnlySurplus) {
  const std::string header = ComtradeText({});
  const std::string row = ComtradeText({{}}).substr(header.size());
  const std::string bare = row.substr(0, row.size() - 1);
  EXPECT_EQ(RowsOf(Load(header + bare + ",\n").batch).size(), 1u);
  EXPECT_EQ(RowsOf(Load(header + bare + ",\"\"\n").batch).size(), 1u);
  EXPECT_EQ(Refused(header + bare + ",x\n"), "FILE_MALFORMED");
  EXPECT_EQ(Refused(header + bare + ", \n"), "FILE_MALFORMED");
  EXPECT_EQ(Refused(header + bare + ",,\n"), "FILE_MALFORMED");
  EXPECT_THAT(LoadComtradeCsv(FileOf(header + row + bare + ",,\n")),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 3: has 27 fields")));
}

TEST(LoadComtradeCsvTest, TooFewFieldsAreHalfADownload) {
  const std::string header = ComtradeText({});
  EXPECT_EQ(Refused(header + "C,A,52,2021\n" + ComtradeText({{}}).substr(header.size())),
            "FILE_TRUNCATED");
}

// Requirement 14.
TEST(LoadComtradeCsvTest, WithoutARowThereIsNothing) {
  EXPECT_EQ(Refused(ComtradeText({})), "FILE_EMPTY");
  EXPECT_EQ(Refused(ComtradeText({}) + "\n \n"), "FILE_EMPTY");
  EXPECT_EQ(Refused(""), "FILE_EMPTY");
}

TEST(LoadComtradeCsvTest, WhatIsNoCsvIsToldWithItsPlace) {
  std::string text = ComtradeText({{}, {{"partnerDesc", "\"x\"y"}}});
  EXPECT_THAT(LoadComtradeCsv(FileOf(text)),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 3, column")));
}

TEST(LoadComtradeCsvTest, RejectedRowsAreReportedAndTheOthersKept) {
  const LoadedFile loaded = Load(ComtradeText(
      {{{"period", "202101"}}, {}, {{"primaryValue", "n/a"}}, {{"partnerCode", "Türkiye"}}}));
  EXPECT_EQ(RowsOf(loaded.batch).size(), 1u);
  EXPECT_EQ(loaded.report.rejected(), 3);
  ExpectAccountedFor(loaded.report);
  const auto& rejected = loaded.report.first_rejected();
  ASSERT_EQ(rejected.size(), 3u);
  EXPECT_EQ(rejected[0].line, 2);
  EXPECT_EQ(rejected[0].column, 4);
  EXPECT_EQ(rejected[0].reason, "PERIOD_INVALID");
  EXPECT_EQ(rejected[1].line, 4);
  EXPECT_EQ(rejected[1].reason, "VALUE_INVALID");
  EXPECT_EQ(rejected[2].line, 5);
  EXPECT_EQ(rejected[2].reason, "AREA_INVALID");
}

TEST(LoadComtradeCsvTest, AFileOfRejectedRowsIsRefused) {
  EXPECT_EQ(Refused(ComtradeText({{{"typeCode", "S"}}, {{"period", "21"}}})), "NOTHING_TO_KEEP");
}

TEST(LoadComtradeCsvTest, OddRowsAreKeptAndNoted) {
  const LoadedFile loaded = Load(ComtradeText({{{"flowCode", "ZZ"}},
                                               {{"partnerCode", "398"}},
                                               {{"cmdCode", "302"}},
                                               {{"cmdCode", "0302"}},
                                               {{"cmdCode", "303"}}}));
  std::map<std::string, std::string> anomalies;
  for (const auto& anomaly : loaded.report.anomalies()) {
    anomalies[anomaly.reason] = absl::StrCat(anomaly.count, " from ", anomaly.first);
  }
  EXPECT_THAT(anomalies, (std::map<std::string, std::string>{{"FLOW_UNKNOWN", "1 from line 2"},
                                                             {"SELF_TRADE", "1 from line 3"},
                                                             {"COMMODITY_PADDED", "2 from line 4"},
                                                             {"DUPLICATE_ROW", "1 from line 5"}}));
  ExpectAccountedFor(loaded.report);
}

TEST(LoadComtradeCsvTest, OfConflictingRowsTheFirstIsKept) {
  const LoadedFile loaded =
      Load(ComtradeText({{{"primaryValue", "1"}}, {{"primaryValue", "2"}}, {{"flowCode", "M"}}}));
  EXPECT_EQ(loaded.report.rejected(), 1);
  EXPECT_EQ(loaded.report.first_rejected()[0].reason, "CELL_CONFLICT");
  EXPECT_EQ(loaded.report.first_rejected()[0].line, 3);
  EXPECT_EQ(RowsOf(loaded.batch)[1].value, Dec("1"));
}

// Requirement 5, with and without a row for the total.
TEST(LoadComtradeCsvTest, DetailsAreCountedOnceOrNotAtAll) {
  const testing::ComtradeRowText sea = {{"motCode", "2100"}, {"primaryValue", "3"}};
  const testing::ComtradeRowText air = {{"motCode", "1000"}, {"primaryValue", "4"}};
  const LoadedFile with = Load(ComtradeText({sea, air, {{"primaryValue", "8"}}}));
  ASSERT_EQ(RowsOf(with.batch).size(), 1u);
  EXPECT_EQ(RowsOf(with.batch)[0].value, Dec("8")) << "the source's own total, whatever it is";
  EXPECT_EQ(with.report.superseded, 2);
  ExpectAccountedFor(with.report);
  const LoadedFile without = Load(ComtradeText({sea, air}));
  ASSERT_EQ(RowsOf(without.batch).size(), 1u);
  EXPECT_EQ(RowsOf(without.batch)[0].value, Dec("7"));
  EXPECT_TRUE(RowsOf(without.batch)[0].flags.Has(Flag::kSummed));
  EXPECT_EQ(without.report.merged, 2);
  ExpectAccountedFor(without.report);
}

// Requirement 4: 'aggregates' are rows like others.
TEST(LoadComtradeCsvTest, AggregatesAreKept) {
  const LoadedFile loaded = Load(ComtradeText({{{"isAggregate", "true"}, {"isReported", "false"}},
                                               {{"flowCode", "M"}, {"isAggregate", "false"}}}));
  EXPECT_EQ(loaded.report.kept, 2);
  EXPECT_FALSE(RowsOf(loaded.batch)[0].flags.Has(Flag::kAggregated));
  EXPECT_TRUE(RowsOf(loaded.batch)[1].flags.Has(Flag::kAggregated));
}

// Requirement 14: whatever arrives of a file, it is refused, or gives exactly the rows that are
// there whole.
class TruncationTest : public ::testing::TestWithParam<std::string> {};

TEST_P(TruncationTest, AtEveryByte) {
  const std::string& whole = GetParam();
  std::map<std::string, Observation> by_line;
  const LoadedFile all = Load(whole);
  for (const Observation& observation : RowsOf(all.batch)) {
    by_line.emplace(observation.locator, observation);
  }
  ASSERT_EQ(by_line.size(), 3u);
  int accepted = 0;
  for (size_t size = 0; size < whole.size(); ++size) {
    const absl::StatusOr<LoadedFile> loaded =
        LoadComtradeCsv(FileOf(absl::string_view(whole).substr(0, size)));
    if (!loaded.ok()) continue;
    ++accepted;
    EXPECT_EQ(loaded->report.rejected(), 0) << size;
    const auto& observations = RowsOf(loaded->batch);
    for (const Observation& observation : observations) {
      EXPECT_EQ(observation, by_line.at(observation.locator)) << size;
    }
    for (size_t line = 2; line < observations.size() + 2; ++line) {
      const std::string locator = absl::StrCat("line ", line);
      EXPECT_TRUE(std::any_of(observations.begin(), observations.end(),
                              [&](const Observation& o) { return o.locator == locator; }))
          << size << ": rows are missing before the cut";
    }
  }
  EXPECT_GE(accepted, 2);
  EXPECT_LE(accepted, 12);
}

std::vector<testing::ComtradeRowText> ThreeRows() {
  return {{{"flowCode", "X"}, {"isAggregate", "true"}},
          {{"flowCode", "M"}, {"netWgt", "123456"}, {"qty", "15"}, {"qtyUnitCode", "8"}},
          {{"flowCode", "DX"}, {"primaryValue", "123456.78"}, {"isAggregate", "1"}}};
}

// The same rows with the value in the last column, where a cut value still reads as a number.
std::string ValueLast() {
  return "freqCode,period,reporterCode,flowCode,partnerCode,classificationCode,cmdCode,"
         "primaryValue\n"
         "A,2021,398,X,792,H5,TOTAL,12345.67\n"
         "A,2021,398,M,792,H5,TOTAL,100\n"
         "A,2021,398,DX,792,H5,TOTAL,98765\n";
}

INSTANTIATE_TEST_SUITE_P(Dialects, TruncationTest,
                         ::testing::Values(ComtradeText(ThreeRows()),
                                           ComtradeText(ThreeRows(), Dialect::kPortal),
                                           ComtradeText(ThreeRows(), Dialect::kBulk), ValueLast()));

TEST(LoadComtradeCsvTest, AValueThatMayBeCutIsNotTaken) {
  const std::string text = ValueLast();
  EXPECT_EQ(RowsOf(Load(text).batch).size(), 3u);
  EXPECT_EQ(Refused(text.substr(0, text.size() - 1)), "FILE_TRUNCATED");
  EXPECT_EQ(Refused(text.substr(0, text.size() - 3)), "FILE_TRUNCATED");
}

}  // namespace
}  // namespace entente::trade::comtrade_csv_test
