// Real files of UN Comtrade: every value as it stands in the file, and nothing counted twice.

#include <map>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/load/comtrade_csv.h"
#include "trade_service/testing/blocks.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::comtrade_files_test {
namespace {

using ::testing::Contains;
using testing::Dec;
using ::testing::Pair;

// The lines of a file as fields by column, in the simplest way: no line break stands inside quotes
// in any of these files.
std::vector<std::map<std::string, std::string>> SimpleRows(const std::string& content) {
  std::vector<std::vector<std::string>> lines(1, {""});
  const char separator = content.find('\t') != std::string::npos ? '\t' : ',';
  bool quoted = false;
  for (const char c : content) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == '\n') {
      lines.push_back({""});
    } else if (c == separator && !quoted) {
      lines.back().emplace_back();
    } else if (c != '\r') {
      lines.back().back() += c;
    }
  }
  lines.pop_back();  // behind the last line's end
  std::vector<std::map<std::string, std::string>> rows;
  for (size_t i = 1; i < lines.size(); ++i) {
    std::map<std::string, std::string>& row = rows.emplace_back();
    for (size_t field = 0; field < lines[0].size(); ++field) {
      row[lines[0][field]] = std::string(absl::StripAsciiWhitespace(lines[i].at(field)));
    }
  }
  return rows;
}

// A file, and what is known about it from elsewhere: counts and sum by
//   python3 -c "import csv, decimal, sys; r = list(csv.DictReader(open(sys.argv[1],
//   encoding='latin-1'))); print(len(r), sum(decimal.Decimal(x['primaryValue']) for x in r if
//   x['partner2Code'].strip() == '0'))" FILE
struct RealFile {
  const char* name;
  int64_t rows;
  int64_t kept;
  int64_t superseded;
  const char* sum;  // of the values of all totals

  friend std::ostream& operator<<(std::ostream& out, const RealFile& file) {
    return out << file.name;
  }
};

LoadedFile Load(const std::string& content) {
  File file;
  file.folder = ::testing::TempDir();
  file.content = content;
  file.name = "file.csv";
  file.sha256 = std::string(64, 'a');
  absl::StatusOr<LoadedFile> loaded = LoadComtradeCsv(file);
  EXPECT_OK(loaded);
  return *std::move(loaded);
}

class RealFileTest : public ::testing::TestWithParam<RealFile> {};

TEST_P(RealFileTest, CountsAndSumsAreThePublishers) {
  READ_SHARED_FILE_OR_SKIP(content, absl::StrCat("trade/", GetParam().name));
  const LoadedFile loaded = Load(content);
  EXPECT_EQ(loaded.report.read, GetParam().rows);
  EXPECT_EQ(loaded.report.kept, GetParam().kept);
  EXPECT_EQ(loaded.report.superseded, GetParam().superseded);
  EXPECT_EQ(loaded.report.merged, 0);
  EXPECT_EQ(loaded.report.rejected(), 0);
  EXPECT_EQ(loaded.batch.releases[0].release.observation_count, GetParam().kept);
  EXPECT_THAT(loaded.report.totals, Contains(Pair("all values", GetParam().sum)));
}

TEST_P(RealFileTest, EveryObservationIsItsLine) {
  READ_SHARED_FILE_OR_SKIP(content, absl::StrCat("trade/", GetParam().name));
  const auto rows = SimpleRows(content);
  ASSERT_EQ(static_cast<int64_t>(rows.size()), GetParam().rows);
  const LoadedFile loaded = Load(content);
  for (const Observation& observation : testing::RowsOf(loaded.batch)) {
    size_t line = 0;
    ASSERT_TRUE(absl::SimpleAtoi(observation.locator.substr(5), &line)) << observation.locator;
    SCOPED_TRACE(observation.locator);
    const auto& row = rows.at(line - 2);
    const Cell& cell = observation.cell;
    EXPECT_EQ(observation.value, Dec(row.at("primaryValue")));
    EXPECT_EQ(cell.flow, row.at("flowCode"));
    EXPECT_EQ(cell.commodity, row.at("cmdCode"));
    EXPECT_EQ(cell.classification, cell.commodity == kTotal ? "" : row.at("classificationCode"));
    EXPECT_EQ(absl::StrCat(cell.period.year(),
                           cell.frequency == Frequency::kAnnual
                               ? ""
                               : absl::StrCat(absl::Dec(cell.period.number(), absl::kZeroPad2))),
              row.at("period"));
    EXPECT_EQ(row.at("partner2Code"), "0");
    EXPECT_EQ(row.at("motCode"), "0");
    const std::string& weight = row.at("netWgt");
    EXPECT_EQ(observation.net_weight_kg.value_or(Decimal()),
              weight.empty() ? Decimal() : Dec(weight));
    if (observation.valuation == Valuation::kCif) {
      EXPECT_EQ(observation.value, Dec(row.at("cifvalue")));
    } else {
      ASSERT_EQ(observation.valuation, Valuation::kFob);
      EXPECT_EQ(observation.value, Dec(row.at("fobvalue")));
    }
    EXPECT_EQ(observation.flags.Has(Flag::kAggregated),
              absl::EqualsIgnoreCase(row.at("isAggregate"), "true"));
  }
}

INSTANTIATE_TEST_SUITE_P(
    Files, RealFileTest,
    ::testing::Values(
        RealFile{"comtrade/TUR_KAZ_monthly_hs6_fish_2000_2024.csv", 1035, 1035, 0, "33028651.84"},
        RealFile{"comtrade/USA_M_TOTAL_2018_2022_4partners.csv", 20, 20, 0, "3527072794479"},
        // 158 rows by second partner stand beside their totals.
        RealFile{"comtrade/api_CHN_8542_nodesc.csv", 173, 15, 158, "164658546567"},
        RealFile{"comtrade/bulk_FINAL_sample_100rows.tsv", 100, 100, 0, "42852905147"},
        RealFile{"comtrade/portal_CHN_DEU_USA_TOTAL_2022.csv", 1352, 1352, 0, "30039171857777.711"},
        RealFile{"vintages/comtrade_030211_vintageA_2024-07.csv", 3364, 3364, 0, "491758083.564"},
        RealFile{"vintages/comtrade_030211_vintageB_2024-08.csv", 3553, 3553, 0, "502668420.939"}));

// Lines 39 and 167: weights that Comtrade estimated, of totals whose legacyEstimationFlag is 0.
TEST(ChinaChipsTest, EstimatedWeightsAreFlagged) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade/api_CHN_8542_nodesc.csv");
  std::map<std::string, bool> estimated;
  for (const Observation& observation : testing::RowsOf(Load(content).batch)) {
    estimated[observation.locator] = observation.flags.Has(Flag::kEstimated);
  }
  EXPECT_TRUE(estimated.at("line 39"));
  EXPECT_TRUE(estimated.at("line 167"));
}

// Requirements 8, 9 and 13 in one file: China's trade of 2022, with itself, with areas that are no
// countries, and as its partners mirror it.
std::map<std::string, Decimal> ByPair(const LoadedFile& loaded) {
  std::map<std::string, Decimal> values;
  for (const Observation& observation : testing::RowsOf(loaded.batch)) {
    const Cell& cell = observation.cell;
    const bool added = values
                           .emplace(absl::StrCat(cell.reporter, " ", cell.flow, " ", cell.partner),
                                    observation.value)
                           .second;
    EXPECT_TRUE(added);
  }
  return values;
}

TEST(China2022Test, AsInTheFile) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade/portal_CHN_DEU_USA_TOTAL_2022.csv");
  const LoadedFile loaded = Load(content);
  const auto values = ByPair(loaded);
  EXPECT_EQ(values.at("CHN M W00"), Dec("2715997517261"));
  EXPECT_EQ(values.at("CHN X W00"), Dec("3593601435602"));
  EXPECT_EQ(values.at("CHN M CHN"), Dec("122883424107")) << "self-trade";
  EXPECT_EQ(values.at("CHN M 899"), Dec("1353880685")) << "areas, not elsewhere specified";
  EXPECT_EQ(values.at("CHN M TWN"), Dec("238091842710")) << "490, other Asia";
  EXPECT_EQ(values.at("DEU X 837"), Dec("5342259710.708")) << "bunkers";
  EXPECT_EQ(values.at("CHN X DEU"), Dec("116226631561"));
  EXPECT_EQ(values.at("DEU M CHN"), Dec("206642208248.492"));
  EXPECT_EQ(values.at("CHN X USA"), Dec("582756110047"));
  EXPECT_EQ(values.at("USA M CHN"), Dec("575688091172"));
  ASSERT_EQ(loaded.report.anomalies().size(), 1u);
  EXPECT_EQ(loaded.report.anomalies()[0].reason, "SELF_TRADE");
}

// The partners add up to what the publisher gives for the world, but for Germany's imports, where
// the publisher's own rows differ by 0.003.
TEST(China2022Test, PartnersAddUpToTheWorldAndNothingIsCountedTwice) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade/portal_CHN_DEU_USA_TOTAL_2022.csv");
  const LoadedFile loaded = Load(content);
  const std::map<std::string, std::string> totals(loaded.report.totals.begin(),
                                                  loaded.report.totals.end());
  EXPECT_EQ(totals.at("M 2022 CHN"), "2715997517261");
  EXPECT_EQ(totals.at("X 2022 CHN"), "3593601435602");
  EXPECT_EQ(totals.at("M 2022 USA"), "3372902165775");
  EXPECT_EQ(totals.at("X 2022 USA"), "2062089832731");
  EXPECT_EQ(totals.at("X 2022 DEU"), "1686141996013.135");
  EXPECT_EQ(totals.at("M 2022 DEU"), "1588852981506.722");
  EXPECT_EQ(ByPair(loaded).at("DEU M W00"), Dec("1588852981506.719"));
}

// Requirement 4: leaving 'aggregates' out would lose almost half of a file.
TEST(RealFilesTest, HalfOfTheRowsAreCalledAggregates) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/vintages/comtrade_030211_vintageB_2024-08.csv");
  int aggregates = 0;
  const LoadedFile loaded = Load(content);
  for (const Observation& observation : testing::RowsOf(loaded.batch)) {
    aggregates += observation.flags.Has(Flag::kAggregated);
  }
  EXPECT_EQ(aggregates, 1882);
}

// Requirement 10: one month of one commodity under three revisions of the HS.
TEST(RealFilesTest, RevisionsOfTheHsStayApart) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade/TUR_KAZ_monthly_hs6_fish_2000_2024.csv");
  std::map<std::string, int> revisions;
  const LoadedFile loaded = Load(content);
  for (const Observation& observation : testing::RowsOf(loaded.batch)) {
    ++revisions[observation.cell.classification];
  }
  EXPECT_EQ(revisions, (std::map<std::string, int>{
                           {"H2", 6}, {"H3", 35}, {"H4", 428}, {"H5", 363}, {"H6", 203}}));
}

}  // namespace
}  // namespace entente::trade::comtrade_files_test
