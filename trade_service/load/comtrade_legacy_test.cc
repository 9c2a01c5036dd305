#include "trade_service/load/comtrade_legacy.h"

#include <map>
#include <string>
#include <vector>

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
#include "trade_service/testing/simple_csv.h"

namespace entente::trade::comtrade_legacy_test {
namespace {

using ::testing::Contains;
using testing::Dec;
using ::testing::Pair;
using testing::RowsOf;
using testing::SimpleRows;

constexpr char kShort[] =
    "Classification,Year,Trade Flow Code,Trade Flow,Reporter Code,Reporter,Partner Code,Partner,"
    "Commodity Code,Commodity,Trade Value (US$),Flag\r\n";
constexpr char kLong[] =
    "Classification,Year,Period,Trade Flow Code,Reporter Code,Partner Code,2nd Partner Code,"
    "Customs Proc. Code,Mode of Transport Code,Commodity Code,Qty Unit Code,Qty,Netweight (kg),"
    "Trade Value (US$),CIF Trade Value (US$),FOB Trade Value (US$),Flag\n";

absl::StatusOr<LoadedFile> Load(const std::string& content) {
  File file;
  file.folder = ::testing::TempDir();
  file.content = content;
  file.name = "legacy.csv";
  file.sha256 = std::string(64, 'a');
  return LoadComtradeLegacy(file);
}

// The only row of a file.
Observation Only(const std::string& content) {
  const auto loaded = Load(content);
  EXPECT_OK(loaded);
  if (!loaded.ok()) return {};
  const std::vector<Observation> rows = RowsOf(loaded->batch);
  EXPECT_EQ(rows.size(), 1u);
  return rows.empty() ? Observation() : rows[0];
}

TEST(ComtradeLegacyTest, TheTwelveColumns) {
  const Observation row = Only(absl::StrCat(
      kShort, "H5,2017,2,Export,842,USA,156,China,27,\"Mineral fuels, oils\",16729257,4\r\n"));
  EXPECT_EQ(row.cell.reporter, "USA") << "842 is Comtrade's own number";
  EXPECT_EQ(row.cell.partner, "CHN");
  EXPECT_EQ(row.cell.period.ToString(), "2017");
  EXPECT_EQ(row.cell.flow, "X");
  EXPECT_EQ(row.cell.commodity, "27");
  EXPECT_EQ(row.cell.classification, "H5");
  EXPECT_EQ(row.value, Dec("16729257"));
  EXPECT_EQ(row.valuation, Valuation::kUnspecified);
  EXPECT_FALSE(row.flags.Has(Flag::kEstimated)) << "the weight that was estimated is not there";
  EXPECT_EQ(row.locator, "line 2");
}

TEST(ComtradeLegacyTest, FlowsByNumber) {
  const std::map<std::string, std::string> flows = {
      {"1", "M"}, {"2", "X"}, {"3", "RX"}, {"4", "RM"}, {"9", "9"}};
  for (const auto& [number, code] : flows) {
    EXPECT_EQ(
        Only(absl::StrCat(kShort, "H5,2017,", number, ",?,842,USA,156,China,27,?,1,0\n")).cell.flow,
        code);
  }
}

// Requirement 12: codes lose leading zeros in some exports (`1` is chapter 01).
TEST(ComtradeLegacyTest, LeadingZerosAreGivenBack) {
  const std::map<std::string, std::string> codes = {
      {"1", "01"}, {"101", "0101"}, {"10111", "010111"}, {"27", "27"}, {"TOTAL", "TOTAL"}};
  for (const auto& [written, code] : codes) {
    const auto loaded =
        Load(absl::StrCat(kShort, "H5,2017,1,Import,842,USA,156,China,", written, ",?,1,0\n"));
    ASSERT_OK(loaded);
    EXPECT_EQ(RowsOf(loaded->batch)[0].cell.commodity, code);
    EXPECT_EQ(loaded->report.anomalies().size(),
              written.size() % 2 && written != "TOTAL" ? 1u : 0u);
  }
  EXPECT_EQ(
      Only(absl::StrCat(kShort, "S3,2017,1,Import,842,USA,156,China,1,?,1,0\n")).cell.commodity,
      "1")
      << "a section of the SITC";
}

TEST(ComtradeLegacyTest, MonthsAndYears) {
  EXPECT_EQ(Only(absl::StrCat(kLong, "H5,2017,201703,1,842,156,,,,27,1,0,0,5,,,0\n"))
                .cell.period.ToString(),
            "2017-03");
  EXPECT_EQ(Only(absl::StrCat(kLong, "H5,2017,2017,1,842,156,,,,27,1,0,0,5,,,0\n"))
                .cell.period.ToString(),
            "2017");
}

// Requirement 7: weights and quantities of 0 are not available, and values stay what they are.
TEST(ComtradeLegacyTest, WeightsQuantitiesValuationsAndEstimates) {
  Observation row = Only(absl::StrCat(kLong, "H5,2017,2017,1,842,156,,,,8712,1,0,0,5,,,6\n"));
  EXPECT_EQ(row.quantity, std::nullopt);
  EXPECT_EQ(row.net_weight_kg, std::nullopt);
  EXPECT_FALSE(row.flags.Has(Flag::kEstimated));
  row = Only(absl::StrCat(kLong, "H5,2017,2017,1,842,156,,,,8712,5,37,38.5,5,5,4,2\n"));
  EXPECT_EQ(row.quantity, Dec("37"));
  EXPECT_EQ(row.quantity_unit, "5");
  EXPECT_EQ(row.net_weight_kg, Dec("38.5"));
  EXPECT_EQ(row.valuation, Valuation::kCif);
  EXPECT_TRUE(row.flags.Has(Flag::kEstimated)) << "the quantity";
}

// Requirement 5: second partner, customs procedure and mode of transport are details of a total.
TEST(ComtradeLegacyTest, DetailsAreNotCountedBesideTheirTotal) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load(absl::StrCat(kLong, "H5,2017,2017,1,842,156,,,,27,1,0,0,5,,,0\n",
                                         "H5,2017,2017,1,842,156,344,,,27,1,0,0,3,,,0\n",
                                         "H5,2017,2017,1,842,156,,C01,,27,1,0,0,2,,,0\n",
                                         "H5,2017,2017,1,842,156,,,2100,27,1,0,0,1,,,0\n")));
  EXPECT_EQ(loaded.report.kept, 1);
  EXPECT_EQ(loaded.report.superseded, 3);
  EXPECT_EQ(RowsOf(loaded.batch)[0].value, Dec("5"));
}

TEST(ComtradeLegacyTest, NamesAsRMakesThem) {
  const std::string row = "H5,2017,2017,2,842,156,NA,NA,NA,1,8,NA,12.5,1e+05,NA,NA,0\n";
  const std::string dots =
      "\"Classification\",\"Year\",\"Period\",\"Trade.Flow.Code\",\"Reporter.Code\",\"Partner."
      "Code\","
      "\"X2nd.Partner.Code\",\"Customs.Proc..Code\",\"Mode.of.Transport.Code\",\"Commodity.Code\","
      "\"Qty.Unit.Code\",\"Qty\",\"Netweight..kg.\",\"Trade.Value..US..\","
      "\"CIF.Trade.Value..US..\",\"FOB.Trade.Value..US..\",\"Flag\"\n";
  const std::string underscores =
      "classification,year,period,trade_flow_code,reporter_code,partner_code,second_partner_code,"
      "customs_proc_code,mode_of_transport_code,commodity_code,qty_unit_code,qty,netweight_kg,"
      "trade_value_usd,cif_trade_value_usd,fob_trade_value_usd,flag\n";
  for (const std::string& header : {dots, underscores}) {
    EXPECT_TRUE(IsLegacyHeader(header));
    const Observation read = Only(absl::StrCat(header, row));
    EXPECT_EQ(read.cell.commodity, "01");
    EXPECT_EQ(read.value, Dec("100000"));
    EXPECT_EQ(read.net_weight_kg, Dec("12.5"));
    EXPECT_EQ(read.quantity, std::nullopt);
  }
}

TEST(ComtradeLegacyTest, WhatIsWrongIsNamed) {
  const auto reason = [](const std::string& content) {
    return DetailsOf(Load(content).status()).reason;
  };
  EXPECT_EQ(reason(kShort), "FILE_EMPTY");
  EXPECT_EQ(reason(absl::StrCat(kShort, "H5,2017,1\n")), "FILE_TRUNCATED");
  EXPECT_EQ(reason(absl::StrCat(kShort, "H5,2017,1,Import,842,USA,156,China,27,?,1,0")),
            "FILE_TRUNCATED");
  EXPECT_EQ(reason("Year,Trade Flow Code,Reporter Code,Trade Value (US$)\n1,1,1,1\n"),
            "FILE_MALFORMED");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded,
                       Load(absl::StrCat(kShort, "H5,2017,1,Import,842,USA,156,China,27,?,1,0\n",
                                         "H5,2017,1,Import,842,USA,156,China,28,?,x,0\n")));
  ASSERT_EQ(loaded.report.rejected(), 1);
  EXPECT_EQ(loaded.report.first_rejected()[0].line, 3);
  EXPECT_EQ(loaded.report.first_rejected()[0].column, 11);
  EXPECT_EQ(loaded.report.first_rejected()[0].reason, "VALUE_INVALID");
}

TEST(IsLegacyMessageTest, WhatTheApiAnsweredInsteadOfData) {
  EXPECT_TRUE(IsLegacyMessage("Query complexity: your query is too complex. Please simplify."));
  EXPECT_TRUE(IsLegacyMessage("USAGE LIMIT: Hourly usage limit of 100 requests reached."));
  EXPECT_TRUE(IsLegacyMessage("RATE LIMIT: You must wait 1 seconds."));
  EXPECT_FALSE(IsLegacyMessage("Classification,Year"));
}

// A real file, and its counts and sum by
//   python3 -c "import csv, decimal, sys; r = list(csv.DictReader(open(sys.argv[1])));
//   print(len(r), sum(decimal.Decimal(x['Trade Value (US$)']) for x in r))" FILE
struct RealFile {
  const char* name;
  int64_t rows;
  const char* sum;

  friend std::ostream& operator<<(std::ostream& out, const RealFile& file) {
    return out << file.name;
  }
};

class LegacyFileTest : public ::testing::TestWithParam<RealFile> {};

TEST_P(LegacyFileTest, EveryRowIsItsLine) {
  READ_SHARED_FILE_OR_SKIP(content, absl::StrCat("trade/comtrade_legacy/", GetParam().name));
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(content));
  EXPECT_EQ(loaded.report.read, GetParam().rows);
  EXPECT_EQ(loaded.report.kept, GetParam().rows);
  EXPECT_EQ(loaded.report.rejected(), 0);
  EXPECT_THAT(loaded.report.totals, Contains(Pair("all values", GetParam().sum)));
  const auto lines = SimpleRows(content);
  const std::map<std::string, std::string> flows = {
      {"Import", "M"}, {"Export", "X"}, {"Re-Export", "RX"}, {"Re-Import", "RM"}};
  for (const Observation& row : RowsOf(loaded.batch)) {
    size_t line = 0;
    ASSERT_TRUE(absl::SimpleAtoi(row.locator.substr(5), &line)) << row.locator;
    SCOPED_TRACE(row.locator);
    auto fields = lines.at(line - 2);
    EXPECT_EQ(row.value, Dec(fields["Trade Value (US$)"]));
    EXPECT_EQ(row.cell.flow, flows.at(fields["Trade Flow"]));
    EXPECT_EQ(row.cell.period.ToString(), fields["Year"]);
    EXPECT_EQ(row.cell.classification, fields["Classification"]);
    const std::string& code = fields["Commodity Code"];
    EXPECT_EQ(row.cell.commodity, code.size() == 1 ? absl::StrCat("0", code) : code);
    const std::string& weight = fields["Netweight (kg)"];
    EXPECT_EQ(row.net_weight_kg.value_or(Decimal()), weight.empty() ? Decimal() : Dec(weight));
    const std::string& quantity = fields["Qty"];
    EXPECT_EQ(row.quantity.value_or(Decimal()), quantity.empty() ? Decimal() : Dec(quantity));
  }
}

INSTANTIATE_TEST_SUITE_P(Files, LegacyFileTest,
                         ::testing::Values(RealFile{"hk_bicycle.csv", 1302, "68018685847"},
                                           RealFile{"USA_CHN_short12col_2017.csv", 290,
                                                    "665830193045"}));

TEST(LegacyFilesTest, AsRReadsAndWritesThem) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade_legacy/hk_bicycle.csv");
  const size_t end = content.find('\n');
  const std::string header = absl::StrReplaceAll(
      content.substr(0, end), {{"2nd", "X2nd"}, {" ", "."}, {"(", "."}, {")", "."}, {"$", "."}});
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(header + content.substr(end)));
  EXPECT_THAT(loaded.report.totals, Contains(Pair("all values", "68018685847")));
}

}  // namespace
}  // namespace entente::trade::comtrade_legacy_test
