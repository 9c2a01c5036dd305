#include "trade_service/load/baci.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/blocks.h"
#include "trade_service/testing/builders.h"
#include "trade_service/testing/simple_csv.h"

namespace entente::trade::baci_test {
namespace {

using entente::testing::StatusIs;
using ::testing::Contains;
using testing::Date;
using testing::Dec;
using ::testing::HasSubstr;
using ::testing::Pair;
using testing::RowsOf;
using testing::SimpleRows;

constexpr char kHeader[] = "\"t\",\"i\",\"j\",\"k\",\"v\",\"q\"\r\n";

absl::StatusOr<LoadedFile> Load(const std::string& content,
                                const std::string& name = "BACI_HS92_Y2021_V202301.csv") {
  File file;
  file.folder = ::testing::TempDir();
  file.content = content;
  file.name = name;
  file.sha256 = std::string(64, 'a');
  return LoadBaci(file);
}

// The only row of a file that has this line.
Observation Only(const std::string& line) {
  const auto loaded = Load(absl::StrCat(kHeader, line, "\r\n"));
  EXPECT_OK(loaded) << line;
  if (!loaded.ok()) return {};
  const std::vector<Observation> rows = RowsOf(loaded->batch);
  EXPECT_EQ(rows.size(), 1u);
  return rows.empty() ? Observation() : rows[0];
}

TEST(BaciTest, ARow) {
  const Observation row = Only("2021,842,251,382390,52.051,\"       13.235\"");
  EXPECT_EQ(row.cell.reporter, "USA");
  EXPECT_EQ(row.cell.partner, "FRA");
  EXPECT_EQ(row.cell.flow, "X");
  EXPECT_EQ(row.cell.period.ToString(), "2021");
  EXPECT_EQ(row.cell.commodity, "382390");
  EXPECT_EQ(row.cell.classification, "H0");
  EXPECT_EQ(row.valuation, Valuation::kFob);
  EXPECT_TRUE(row.flags.Has(Flag::kReporterInferred));
  EXPECT_EQ(row.locator, "line 2");
}

// Requirement 15: thousand US dollars, and metric tons, exactly.
TEST(BaciTest, ThousandsAreExact) {
  const std::map<std::string, std::string> values = {
      {"52.051", "52051"},
      {"0.001", "1"},
      {"2.41", "2410"},
      {"6", "6000"},
      {"0.0005", "0.5"},
      {"123456789012.345", "123456789012345"},
      {"1.5e3", "1500000"},
      {"0.000000000000000000001", "0.000000000000000001"},
      {"1234567890123456.789", "1234567890123456789"}};
  for (const auto& [written, value] : values) {
    const Observation row = Only(absl::StrCat("2021,4,24,382390,", written, ",", written));
    EXPECT_EQ(row.value, Dec(value)) << written;
    EXPECT_EQ(row.net_weight_kg, Dec(value)) << written;
  }
}

// Requirement 12: BACI's q is blank-padded text with NA, and its k has 5 digits in 6% of rows.
TEST(BaciTest, QuantitiesArePaddedText) {
  const std::map<std::string, std::string> quantities = {
      {"\"       13.235\"", "13235"}, {"\"13.235\"", "13235"}, {"13.235", "13235"},
      {"  13.235", "13235"},          {"\"0.000\"", "0"},      {"\" 1.0 \"", "1000"}};
  for (const auto& [written, kilograms] : quantities) {
    EXPECT_EQ(Only("2021,4,24,382390,1," + written).net_weight_kg, Dec(kilograms)) << written;
  }
  for (const char* missing : {"\"           NA\"", "NA", "\"NA\""}) {
    EXPECT_EQ(Only(absl::StrCat("2021,4,24,382390,1,", missing)).net_weight_kg, std::nullopt);
  }
}

TEST(BaciTest, LeadingZerosAreGivenBack) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load(absl::StrCat(kHeader, "2021,4,24,10111,1,1\n", "2021,4,24,010112,1,1\n",
                                         "2021,4,24,\"10113\",1,1\n")));
  std::vector<std::string> codes;
  for (const Observation& row : RowsOf(loaded.batch)) codes.push_back(row.cell.commodity);
  EXPECT_EQ(codes, (std::vector<std::string>{"010111", "010112", "010113"}));
  ASSERT_EQ(loaded.report.anomalies().size(), 1u);
  EXPECT_EQ(loaded.report.anomalies()[0].reason, "COMMODITY_PADDED");
  EXPECT_EQ(loaded.report.anomalies()[0].count, 2);
}

// Requirement 13: BACI's areas are UN Comtrade's.
// More rows than are gathered before they are encoded, and then one whose numbers take no 64 bits.
TEST(BaciTest, LargeNumbersAreTheirRowsOwn) {
  std::string content = kHeader;
  for (int i = 0; i < 65'536; ++i) absl::StrAppend(&content, "2021,4,8,", 100'000 + i, ",1,1\n");
  absl::StrAppend(&content, "2021,4,12,100000,12345678901234567890.5,NA\n",
                  "2021,4,12,100001,1,98765432109876543210.25\n");
  const auto loaded = Load(content);
  ASSERT_OK(loaded);
  const std::vector<Observation> rows = RowsOf(loaded->batch);
  ASSERT_EQ(rows.size(), 65'538u);
  EXPECT_EQ(rows[65'536].value, Dec("12345678901234567890500"));
  EXPECT_EQ(rows[65'537].net_weight_kg, Dec("98765432109876543210250"));
  EXPECT_EQ(rows[0].value, Dec("1000"));
}

TEST(BaciTest, AreasAreComtrades) {
  const std::map<std::string, std::string> areas = {
      {"842", "USA"}, {"251", "FRA"}, {"757", "CHE"}, {"579", "NOR"}, {"699", "IND"},
      {"490", "TWN"}, {"276", "DEU"}, {"280", "280"}, {"58", "58"},   {"697", "697"}};
  for (const auto& [number, area] : areas) {
    EXPECT_EQ(Only(absl::StrCat("2021,", number, ",24,382390,1,1")).cell.reporter, area);
  }
}

// BACI lists every commodity and has no row of the total.
TEST(BaciTest, TheTotalIsAddedUp) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load(absl::StrCat(kHeader, "2021,4,24,382390,1.5,1\n",
                                         "2021,4,24,481890,0.001,1\n", "2021,4,31,81310,2,1\n")));
  EXPECT_THAT(loaded.report.totals, Contains(Pair("X 2021 AFG", "3501")));
}

TEST(BaciTest, NameSaysWhatTheFileDoesNot) {
  const std::string content = absl::StrCat(kHeader, "2021,4,24,382390,1,1\n");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(content, "BACI_HS17_Y2021_V202301.csv"));
  const Release& release = loaded.batch.releases[0].release;
  EXPECT_EQ(release.dataset, "baci_hs17_y2021");
  EXPECT_EQ(release.published, Date("2023-01"));
  EXPECT_EQ(release.currency, "USD");
  EXPECT_EQ(loaded.batch.sources[0].name, "sources/cepii-baci");
  EXPECT_EQ(loaded.batch.sources[0].kind, SourceKind::kReconciled);
  EXPECT_EQ(RowsOf(loaded.batch)[0].cell.classification, "H5");
  const absl::Status status = Load(content, "trade2021.csv").status();
  EXPECT_EQ(DetailsOf(status).reason, "FILE_NAME_INVALID");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("header.file_name")));
}

TEST(BaciTest, RowsThatCannotBeUsedAreNamed) {
  const std::map<std::string, std::string> rows = {
      {"0,4,24,382390,1,1", "1 PERIOD_INVALID"},
      {"x,4,24,382390,1,1", "1 PERIOD_INVALID"},
      {"20211,4,24,382390,1,1", "1 PERIOD_INVALID"},
      {"2021,0,24,382390,1,1", "2 AREA_INVALID"},
      {"2021,AFG,24,382390,1,1", "2 AREA_INVALID"},
      {"2021,4,1000,382390,1,1", "3 AREA_INVALID"},
      {"2021,4,,382390,1,1", "3 AREA_INVALID"},
      {"2021,4,24,1011,1,1", "4 COMMODITY_INVALID"},
      {"2021,4,24,TOTAL,1,1", "4 COMMODITY_INVALID"},
      {"2021,4,24,382390,,1", "5 VALUE_INVALID"},
      {"2021,4,24,382390,NA,1", "5 VALUE_INVALID"},
      {"2021,4,24,382390,.,1", "5 VALUE_INVALID"},
      {"2021,4,24,382390,.5,1", "5 VALUE_INVALID"},
      {"2021,4,24,382390,1.2.3,1", "5 VALUE_INVALID"},
      {"2021,4,24,382390,1,", "6 VALUE_INVALID"},
      {"2021,4,24,382390,1,1x", "6 VALUE_INVALID"},
      {"2021,4,24,382390,1,NAN", "6 VALUE_INVALID"},
      {"2021,4,24,1234567,1,1", "4 COMMODITY_INVALID"}};
  for (const auto& [line, expected] : rows) {
    ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                         Load(absl::StrCat(kHeader, "2021,4,24,382390,1,1\n", line, "\r\n")));
    EXPECT_EQ(loaded.report.read, 2);
    EXPECT_EQ(loaded.report.kept, 1);
    ASSERT_EQ(loaded.report.rejected(), 1) << line;
    const ImportReport::RejectedRow& rejected = loaded.report.first_rejected()[0];
    EXPECT_EQ(absl::StrCat(rejected.column, " ", rejected.reason), expected) << line;
    EXPECT_EQ(rejected.line, 3);
  }
}

TEST(BaciTest, SelfTradeIsKeptAndConflictsAreNot) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load(absl::StrCat(kHeader, "2021,4,4,382390,1,1\n", "2021,4,24,382390,1,1\n",
                                         "2021,4,24,382390,2,1\n", "2021,4,24,382390,1,1\n")));
  EXPECT_EQ(loaded.report.kept, 2);
  EXPECT_EQ(loaded.report.superseded, 1);
  EXPECT_EQ(loaded.report.rejected(), 1);
  EXPECT_EQ(loaded.report.first_rejected()[0].reason, "CELL_CONFLICT");
  EXPECT_EQ(loaded.report.first_rejected()[0].line, 4);
  EXPECT_EQ(loaded.report.anomalies()[0].reason, "SELF_TRADE");
}

// Requirement 14: half a download.
TEST(BaciTest, HalfADownload) {
  const auto reason = [](const std::string& content) {
    return DetailsOf(Load(content).status()).reason;
  };
  EXPECT_EQ(reason(kHeader), "FILE_EMPTY");
  EXPECT_EQ(reason(absl::StrCat(kHeader, "2021,4,24,38")), "FILE_TRUNCATED");
  EXPECT_EQ(reason(absl::StrCat(kHeader, "2021,4,24,382390,1.5,1")), "FILE_TRUNCATED");
  EXPECT_EQ(reason(absl::StrCat(kHeader, "2021,4,24,382390,1,1,1\n")), "FILE_MALFORMED");
  EXPECT_EQ(reason("a,b\n1,2\n"), "FILE_MALFORMED") << "another file, whatever format was said";
  EXPECT_OK(Load(absl::StrCat("\xEF\xBB\xBF", kHeader, "\r\n2021,4,24,382390,1,1\r\n\r\n")));
}

// Counts and sums by
//   python3 -c "import csv, decimal, sys; D = decimal.Decimal; r = list(csv.DictReader(open(
//   sys.argv[1]))); print(len(r), sum(D(x['v']) for x in r) * 1000, sum(D(x['q']) for x in r if
//   'NA' not in x['q']) * 1000, sum('NA' in x['q'] for x in r), sum(len(x['k']) < 6 for x in r))"
TEST(BaciFileTest, CountsAndSumsAreThePublishers) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/baci/BACI_HS92_Y2021_V202301_AFG_ZAF.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(content));
  EXPECT_EQ(loaded.report.read, 71192);
  EXPECT_EQ(loaded.report.kept, 71192);
  EXPECT_EQ(loaded.report.rejected(), 0);
  EXPECT_THAT(loaded.report.totals, Contains(Pair("all values", "69369988138")));
  EXPECT_THAT(loaded.report.totals, Contains(Pair("X 2021 AFG", "678189124")));
  EXPECT_THAT(loaded.report.totals, Contains(Pair("X 2021 ZAF", "68691799014")));
  ASSERT_EQ(loaded.report.anomalies().size(), 1u);
  EXPECT_EQ(loaded.report.anomalies()[0].reason, "COMMODITY_PADDED");
  EXPECT_EQ(loaded.report.anomalies()[0].count, 4442);
  Decimal kilograms;
  int without = 0;
  for (const Observation& row : RowsOf(loaded.batch)) {
    kilograms = kilograms.Add(row.net_weight_kg.value_or(Decimal())).value();
    without += !row.net_weight_kg.has_value();
  }
  EXPECT_EQ(kilograms, Dec("95549654973"));
  EXPECT_EQ(without, 2306);
}

TEST(BaciFileTest, EveryObservationIsItsLine) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/baci/BACI_HS92_Y2021_V202301_AFG_ZAF.csv");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(content));
  const auto lines = SimpleRows(content);
  ASSERT_EQ(lines.size(), 71192u);
  for (const Observation& row : RowsOf(loaded.batch)) {
    size_t line = 0;
    ASSERT_TRUE(absl::SimpleAtoi(row.locator.substr(5), &line)) << row.locator;
    const auto& fields = lines.at(line - 2);
    const std::string& k = fields.at("k");
    ASSERT_EQ(row.value, Dec(fields.at("v") + "e3")) << row.locator;
    ASSERT_EQ(row.cell.commodity, k.size() == 5 ? "0" + k : k) << row.locator;
    ASSERT_EQ(row.cell.reporter, fields.at("i") == "4" ? "AFG" : "ZAF") << row.locator;
    const std::string& q = fields.at("q");
    ASSERT_EQ(row.net_weight_kg, q == "NA" ? std::nullopt : std::optional(Dec(q + "e3")));
  }
}

}  // namespace
}  // namespace entente::trade::baci_test
