#include "trade_service/load/comtrade_json.h"

#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/blocks.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::comtrade_json_test {
namespace {

using entente::testing::StatusIs;
using ::testing::Contains;
using testing::Dec;
using ::testing::HasSubstr;
using ::testing::Pair;
using testing::RowsOf;

constexpr char kRow[] =
    R"({"typeCode": "C", "freqCode": "A", "period": "2021", "reporterCode": 398, "flowCode": "X",
        "partnerCode": 792, "partner2Code": 0, "classificationCode": "H5", "cmdCode": "TOTAL",
        "customsCode": "C00", "mosCode": "0", "motCode": 0, "qtyUnitCode": -1, "qty": null,
        "netWgt": null, "cifvalue": null, "fobvalue": 2964665648.32,
        "primaryValue": 2964665648.32, "legacyEstimationFlag": 0, "isReported": true,
        "isAggregate": true, "notes": {"period": "1999"}})";

absl::StatusOr<LoadedFile> Load(const std::string& content) {
  File file;
  file.folder = ::testing::TempDir();
  file.content = content;
  file.name = "answer.json";
  file.sha256 = std::string(64, 'a');
  return LoadComtradeJson(file);
}

std::string Reason(const std::string& content) { return DetailsOf(Load(content).status()).reason; }

TEST(ComtradeJsonTest, ARowIsThatOfTheCsv) {
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(absl::StrCat("{\"data\": [", kRow, "]}")));
  const std::vector<Observation> rows = RowsOf(loaded.batch);
  ASSERT_EQ(rows.size(), 1u);
  const Observation& row = rows[0];
  EXPECT_EQ(row.cell.reporter, "KAZ");
  EXPECT_EQ(row.cell.partner, "TUR");
  EXPECT_EQ(row.cell.commodity, kTotal);
  EXPECT_EQ(row.cell.period.ToString(), "2021") << "members of members are not the row's";
  EXPECT_EQ(row.value, Dec("2964665648.32"));
  EXPECT_EQ(row.valuation, Valuation::kFob);
  EXPECT_TRUE(row.flags.Has(Flag::kAggregated));
  EXPECT_EQ(row.net_weight_kg, std::nullopt);
  EXPECT_EQ(row.locator, "data[0]");
  EXPECT_EQ(loaded.batch.sources[0].name, "sources/un-comtrade");
}

TEST(ComtradeJsonTest, AnEstimatedWeightIsFlagged) {
  const std::string row = absl::StrReplaceAll(
      kRow, {{"\"netWgt\": null", "\"netWgt\": 636374.601, \"isNetWgtEstimated\": true"}});
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(absl::StrCat("{\"data\": [", row, "]}")));
  EXPECT_TRUE(RowsOf(loaded.batch)[0].flags.Has(Flag::kEstimated));
}

// The answer ends well, and has not all the rows that it says it has.
TEST(ComtradeJsonTest, FewerRowsThanTheCountSays) {
  const auto text = [](const char* count) {
    return absl::StrCat("{\"elapsedTime\": \"0.2 secs\", \"count\": ", count, ", \"data\": [", kRow,
                        "], \"error\": \"\"}");
  };
  EXPECT_OK(Load(text("1")));
  EXPECT_OK(Load(text("null")));
  EXPECT_EQ(Reason(text("2")), "FILE_TRUNCATED");
  EXPECT_THAT(Load(text("2")), StatusIs(absl::StatusCode::kInvalidArgument,
                                        HasSubstr("says that it has 2 rows, and has 1")));
}

TEST(ComtradeJsonTest, ARowThatCannotBeUsedIsNamed) {
  ASSERT_OK_AND_ASSIGN(
      const LoadedFile loaded,
      Load(absl::StrCat("{\"data\": [", kRow, ",\n {\"freqCode\": \"A\", \"period\": 20}]}")));
  EXPECT_EQ(loaded.report.read, 2);
  EXPECT_EQ(loaded.report.kept, 1);
  ASSERT_EQ(loaded.report.rejected(), 1);
  const ImportReport::RejectedRow& rejected = loaded.report.first_rejected()[0];
  EXPECT_EQ(rejected.reason, "PERIOD_INVALID");
  EXPECT_EQ(rejected.line, 7);
  EXPECT_THAT(rejected.message, HasSubstr("data[1].period: '20'"));
}

// Requirement 14: a source's file may be an error message, an empty answer, or half a download.
TEST(ComtradeJsonTest, ErrorsEmptyAnswersAndHalfDownloads) {
  EXPECT_THAT(
      Load(R"({"data": [], "count": 0, "error": "Invalid parameter: period"})"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'Invalid parameter: period'")));
  EXPECT_THAT(Load(R"({"error": {"code": "400", "message": "Too many periods"}})"),
              StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'400 Too many periods'")));
  EXPECT_THAT(
      Load(R"({ "statusCode": 429, "message": "Rate limit is exceeded." })"),
      StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("'429 Rate limit is exceeded.'")));
  EXPECT_EQ(Reason(R"({"error": "x"})"), "FILE_IS_ERROR");
  EXPECT_EQ(Reason(R"({"statusCode": 401, "message": "Access denied"})"), "FILE_IS_ERROR");
  EXPECT_EQ(Reason(absl::StrCat(R"({"error": "late", "data": [)", kRow, "]}")), "FILE_IS_ERROR");
  EXPECT_EQ(Reason(R"({"elapsedTime": "0.1 secs", "count": 0, "data": [], "error": ""})"),
            "FILE_EMPTY");
  EXPECT_EQ(Reason(R"({"data": null})"), "FILE_EMPTY");
  EXPECT_EQ(Reason(R"({"count": 500, "data": [], "error": ""})"), "FILE_TRUNCATED")
      << "it says that the source has something";
  EXPECT_EQ(Reason(R"({"results": []})"), "FILE_MALFORMED");
  EXPECT_EQ(Reason("[]"), "FILE_MALFORMED");
  EXPECT_EQ(Reason(absl::StrCat("{\"data\": [", kRow)), "FILE_TRUNCATED");
  EXPECT_EQ(Reason("{\"data\": [[1]]}"), "NOTHING_TO_KEEP");
}

// Values by
//   python3 -c "import decimal, json, sys; print([(r['reporterISO'], r['flowCode'],
//   r['partnerISO'], r['primaryValue']) for r in json.load(open(sys.argv[1]),
//   parse_float=decimal.Decimal)['data']])"
TEST(ComtradeJsonTest, ARealAnswer) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade/api_response_CHN_2010_TOTAL.json");
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, Load(content));
  EXPECT_EQ(loaded.report.read, 4);
  EXPECT_EQ(loaded.report.kept, 4);
  EXPECT_THAT(loaded.report.totals, Contains(Pair("all values", "155218297800")));
  std::map<std::string, std::string> values;
  for (const Observation& row : RowsOf(loaded.batch)) {
    const Cell& cell = row.cell;
    values[absl::StrCat(cell.reporter, " ", cell.flow, " ", cell.partner)] = row.value.ToString();
    EXPECT_EQ(cell.period.ToString(), "2010");
    EXPECT_EQ(row.valuation, cell.flow == "M" ? Valuation::kCif : Valuation::kFob);
  }
  EXPECT_EQ(values, (std::map<std::string, std::string>{{"CHN M ARG", "6804128143"},
                                                        {"CHN M DEU", "74251272075"},
                                                        {"CHN X ARG", "6115764185"},
                                                        {"CHN X DEU", "68047133397"}}));
}

}  // namespace
}  // namespace entente::trade::comtrade_json_test
