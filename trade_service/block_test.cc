#include "trade_service/block.h"

#include <algorithm>
#include <iterator>
#include <limits>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/core/level.h"
#include "trade_service/frame.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using testing::MakeObservation;

Observation Row(const std::string& commodity, const std::string& value, int line = 1) {
  Observation row = MakeObservation("KAZ", "TUR", "X", "2021", value);
  row.cell.commodity = commodity;
  row.cell.classification = commodity == kTotal ? "" : "H5";
  row.locator = absl::StrCat("line ", line);
  return row;
}

void ExpectSame(const std::vector<Observation>& rows) {
  ASSERT_OK_AND_ASSIGN(const EncodedBlock block, EncodeBlock(rows));
  EXPECT_EQ(block.rows, static_cast<int64_t>(rows.size()));
  EXPECT_THAT(DecodeBlock(block.key, block.columns, block.locators),
              IsOkAndHolds(ElementsAreArray(rows)));
  for (const Observation& row : rows) {
    const std::string& commodity = row.cell.commodity;
    std::vector<Observation> of_one;
    std::copy_if(rows.begin(), rows.end(), std::back_inserter(of_one),
                 [&](const Observation& other) { return other.cell.commodity == commodity; });
    EXPECT_THAT(DecodeCommodity(block.key, commodity, block.columns, block.locators),
                IsOkAndHolds(ElementsAreArray(of_one)))
        << commodity;
  }
  std::vector<std::string> values;
  ASSERT_OK_AND_ASSIGN(const std::vector<BlockValue> decoded,
                       DecodeValues(block.columns, block.locators));
  for (const BlockValue& value : decoded) {
    values.push_back(absl::StrCat(value.commodity, " ", value.value.ToString(), " ",
                                  static_cast<int>(value.valuation), " ", value.flags.bits(), " ",
                                  value.locator.ToString()));
  }
  std::vector<std::string> expected;
  BlockKinds expected_kinds;
  for (const Observation& row : rows) {
    const Cell& cell = row.cell;
    expected.push_back(absl::StrCat(cell.commodity, " ", row.value.ToString(), " ",
                                    static_cast<int>(row.valuation), " ", row.flags.bits(), " ",
                                    row.locator));
    if (cell.commodity == kTotal) continue;
    expected_kinds.levels.insert(LevelOf(cell.commodity));
    if (!cell.classification.empty()) expected_kinds.classifications.insert(cell.classification);
  }
  EXPECT_EQ(values, expected);
  ASSERT_OK_AND_ASSIGN(const BlockKinds kinds, DecodeKinds(block.columns));
  EXPECT_EQ(kinds.levels, expected_kinds.levels);
  EXPECT_EQ(kinds.classifications, expected_kinds.classifications);
  for (const char* none : {"", "77", "7_", "0000000001"}) {
    EXPECT_THAT(DecodeCommodity(block.key, none, block.columns, block.locators),
                IsOkAndHolds(IsEmpty()))
        << none;
  }
}

std::vector<std::string> WithParts(const std::string& commodity,
                                   const std::vector<Observation>& rows) {
  const EncodedBlock block = EncodeBlock(rows).value();
  const std::vector<Observation> found =
      DecodeWithParts(block.key, commodity, block.columns, block.locators).value();
  std::vector<std::string> codes;
  for (const Observation& row : found) {
    EXPECT_NE(std::find(rows.begin(), rows.end(), row), rows.end()) << row.cell.commodity;
    codes.push_back(absl::StrCat(row.cell.commodity, "/", row.cell.classification));
  }
  return codes;
}

TEST(BlockTest, GivesACommodityWithWhatIsBelowIt) {
  std::vector<Observation> rows = {Row("03", "1"),     Row("0302", "1"),   Row("030211", "1"),
                                   Row("030219", "1"), Row("0302XX", "1"), Row("0303", "1"),
                                   Row("03XXXX", "1"), Row("04", "1"),     Row("0403", "1"),
                                   Row("TOTAL", "1"),  Row("_X", "1")};
  EXPECT_THAT(WithParts("03", rows), ElementsAre("03/H5")) << "its own row tells all";
  EXPECT_THAT(WithParts("030211", rows), ElementsAre("030211/H5"));
  EXPECT_THAT(WithParts("05", rows), IsEmpty());
  EXPECT_THAT(WithParts("0304", rows), IsEmpty());
  rows.erase(rows.begin());
  EXPECT_THAT(WithParts("03", rows), ElementsAre("0302/H5", "030211/H5", "030219/H5", "0302XX/H5",
                                                 "0303/H5", "03XXXX/H5"));
  rows.erase(rows.begin());
  EXPECT_THAT(WithParts("0302", rows), ElementsAre("030211/H5", "030219/H5", "0302XX/H5"));

  Observation later = Row("030211", "1");
  later.cell.classification = "H6";
  EXPECT_THAT(WithParts("03", {Row("03", "1"), Row("030211", "1"), later}),
              ElementsAre("03/H5", "030211/H5", "030211/H6"))
      << "another classification has no row of its own";
  Observation blank = Row("03", "1");
  blank.cell.classification = "";
  EXPECT_THAT(WithParts("03", {blank, Row("030211", "1")}), ElementsAre("03/", "030211/H5"))
      << "a row without a classification is none of H5";
  EXPECT_THAT(WithParts("03", {blank, Row("03", "1"), Row("030211", "1")}),
              ElementsAre("03/", "03/H5"));
  blank.cell.commodity = "030211";
  EXPECT_THAT(WithParts("03", {Row("03", "1"), blank}), ElementsAre("03/H5", "030211/"));
  later.cell.commodity = "0403";
  EXPECT_THAT(WithParts("03", {Row("03", "1"), Row("030211", "1"), later}), ElementsAre("03/H5"))
      << "H6 has nothing of it";
}

TEST(BlockTest, GivesBackWhatItWasGiven) {
  ExpectSame({Row("01", "12.5", 3), Row("0101", "0", 4), Row("010121", "-7.25", 9),
              Row("TOTAL", "4111047931.68", 20), Row("_X", "1", 21)});
}

TEST(BlockTest, KeepsLeadingZerosAndCodesOfEveryLength) {
  ExpectSame({Row("0", "1"), Row("00", "1"), Row("000000000", "1"), Row("0000000000", "1"),
              Row("999999999", "1")});
}

TEST(BlockTest, KeepsNumbersThatNeedMoreThan64Bits) {
  ExpectSame({Row("01", "12345678901234567890123456789"), Row("02", "0.000000000000000001")});
}

TEST(BlockTest, KeepsWhereEachRowStands) {
  std::vector<Observation> rows = {Row("01", "1"), Row("02", "2")};
  rows[0].locator = "sheet 1, B7";
  ExpectSame(rows);
  rows[0].locator = "line 07";
  ExpectSame(rows);
}

TEST(BlockTest, EqualValuesAreEqualColumnsWhereverTheyStand) {
  ASSERT_OK_AND_ASSIGN(const EncodedBlock one, EncodeBlock({Row("01", "1", 1), Row("02", "2", 2)}));
  ASSERT_OK_AND_ASSIGN(const EncodedBlock two, EncodeBlock({Row("01", "1", 8), Row("02", "2", 5)}));
  EXPECT_EQ(one.columns, two.columns);
  EXPECT_NE(one.locators, two.locators);
}

TEST(BlockTest, TotalIsTheRowOfTotalTrade) {
  ASSERT_OK_AND_ASSIGN(const EncodedBlock block,
                       EncodeBlock({Row("01", "1"), Row("TOTAL", "5")}, true));
  ASSERT_TRUE(block.total);
  EXPECT_EQ(block.total->value, Dec("5"));
  EXPECT_FALSE(block.total->flags.Has(Flag::kSummed));
}

TEST(BlockTest, TotalIsSummedOnlyWhereEverythingIsListed) {
  const std::vector<Observation> rows = {Row("010121", "1.5", 7), Row("020110", "2", 8)};
  ASSERT_OK_AND_ASSIGN(const EncodedBlock part, EncodeBlock(rows));
  EXPECT_FALSE(part.total) << "what a query of some commodities adds up to is no total";
  ASSERT_OK_AND_ASSIGN(const EncodedBlock whole, EncodeBlock(rows, true));
  ASSERT_TRUE(whole.total);
  EXPECT_EQ(whole.total->value, Dec("3.5"));
  EXPECT_EQ(whole.total->cell.commodity, kTotal);
  EXPECT_EQ(whole.total->locator, "line 7 and 1 more");
  EXPECT_TRUE(whole.total->flags.Has(Flag::kSummed));
}

// Rows that were added up are at lines, too, and are kept without a text.
TEST(BlockTest, FurtherLinesComeBack) {
  std::vector<Observation> rows = {Row("01", "1"), Row("02", "2"), Row("03", "3")};
  rows[0].locator = "line 5 and 2 more";
  rows[1].locator = "line 9";
  rows[2].locator = "line 4 and 1 more";
  ASSERT_OK_AND_ASSIGN(const EncodedBlock block, EncodeBlock(rows));
  v1::ObservationBlock message;
  ASSERT_OK(DecodeBlock(block.columns, block.locators, message));
  EXPECT_THAT(message.locators().further_lines(), ElementsAre(2, 0, 1));
  EXPECT_EQ(message.locators().texts_size(), 0);
  EXPECT_THAT(DecodeBlock(block.key, block.columns, block.locators),
              IsOkAndHolds(ElementsAreArray(rows)));
}

TEST(BlockTest, DamagedBytesAreDataLoss) {
  ASSERT_OK_AND_ASSIGN(const EncodedBlock block, EncodeBlock({Row("01", "1"), Row("02", "2")}));
  EXPECT_THAT(DecodeBlock(block.key, "", block.locators), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeBlock(block.key, block.columns.substr(1), block.locators),
              StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(DecodeBlock(block.key, block.columns, block.columns),
              StatusIs(absl::StatusCode::kDataLoss));
}

bool All(const Observation&) { return true; }

TEST(BlockTest, KeepsTheRowsThatAreAskedFor) {
  ASSERT_OK_AND_ASSIGN(const EncodedBlock block,
                       EncodeBlock({Row("01", "1"), Row("02", "2"), Row("03", "3")}));
  v1::ObservationBlock message;
  ASSERT_OK(DecodeBlock(block.columns, block.locators, message));
  const auto is_not_02 = [](const Observation& row) { return row.cell.commodity != "02"; };
  EXPECT_THAT(KeepRows(block.key, is_not_02, message), IsOkAndHolds(true));
  ASSERT_OK_AND_ASSIGN(const EncodedBlock kept, EncodeBlock({Row("01", "1"), Row("03", "3")}));
  v1::ObservationBlock expected;
  ASSERT_OK(DecodeBlock(kept.columns, kept.locators, expected));
  EXPECT_EQ(message.SerializeAsString(), expected.SerializeAsString());
  const auto none = [](const Observation&) { return false; };
  EXPECT_THAT(KeepRows(block.key, none, message), IsOkAndHolds(false));
}

TEST(BlockTest, ColumnsOfUnequalLengthAreDataLossWhicheverCommodityIsSought) {
  ASSERT_OK_AND_ASSIGN(const EncodedBlock block, EncodeBlock({Row("01", "1"), Row("02", "2")}));
  v1::ObservationBlock message;
  ASSERT_OK(DecodeBlock(block.columns, block.locators, message));
  message.mutable_columns()->mutable_commodity_steps()->Truncate(1);
  const std::string columns = Compress(message.columns());
  EXPECT_THAT(DecodeBlock(block.key, columns, block.locators),
              StatusIs(absl::StatusCode::kDataLoss));
  for (const char* commodity : {"01", "02", "03"}) {
    EXPECT_THAT(DecodeCommodity(block.key, commodity, columns, block.locators),
                StatusIs(absl::StatusCode::kDataLoss))
        << commodity;
  }
}

TEST(BlockTest, LinesBelowTheFirstAreDataLoss) {
  ASSERT_OK_AND_ASSIGN(const EncodedBlock block,
                       EncodeBlock({Row("01", "1"), Row("02", "2"), Row("03", "3")}));
  v1::ObservationBlock message;
  ASSERT_OK(DecodeBlock(block.columns, block.locators, message));
  v1::LocatorColumn& locators = *message.mutable_locators();
  locators.Clear();
  locators.set_first_line(5);
  locators.add_line_steps(-5);
  locators.add_line_steps(1);
  EXPECT_THAT(KeepRows(block.key, All, message), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(BlockTest, LinesBeyond64BitsAreDataLoss) {
  ASSERT_OK_AND_ASSIGN(const EncodedBlock block, EncodeBlock({Row("01", "1"), Row("02", "2")}));
  v1::ObservationBlock message;
  ASSERT_OK(DecodeBlock(block.columns, block.locators, message));
  message.mutable_locators()->set_first_line(std::numeric_limits<int64_t>::max());
  message.mutable_locators()->set_line_steps(0, 1);
  EXPECT_THAT(KeepRows(block.key, All, message), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(BlockTest, RowsWithoutAValueAreDataLoss) {
  ASSERT_OK_AND_ASSIGN(const EncodedBlock block, EncodeBlock({Row("01", "1"), Row("02", "2")}));
  v1::ObservationBlock message;
  ASSERT_OK(DecodeBlock(block.columns, block.locators, message));
  v1::DecimalColumn& values = *message.mutable_columns()->mutable_values();
  values.mutable_mantissas()->Truncate(1);
  values.set_present("\x01");
  v1::ObservationBlock without = message;
  without.mutable_columns()->clear_values();
  EXPECT_THAT(KeepRows(block.key, All, message), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(KeepRows(block.key, All, without), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(BlockTest, NumbersThatAreTooLargeAreDataLoss) {
  ASSERT_OK_AND_ASSIGN(const EncodedBlock block, EncodeBlock({Row("01", "1")}));
  v1::ObservationBlock message;
  ASSERT_OK(DecodeBlock(block.columns, block.locators, message));
  v1::DecimalColumn& values = *message.mutable_columns()->mutable_values();
  values.set_mantissas(0, uint64_t{1} << 63);
  v1::ObservationBlock below = message;
  below.mutable_columns()->mutable_values()->set_negative("\x01");
  EXPECT_THAT(KeepRows(block.key, All, message), StatusIs(absl::StatusCode::kDataLoss));
  EXPECT_THAT(KeepRows(block.key, All, below), IsOkAndHolds(true));
  EXPECT_EQ(below.columns().values().mantissas(0), uint64_t{1} << 63);
}

// Whatever the values, units, flags and gaps: what comes out is what went in.
TEST(BlockTest, RandomBlocksComeBackWhole) {
  std::mt19937 random(7);
  const auto chance = [&](int of) { return static_cast<int>(random() % of) == 0; };
  for (int round = 0; round < 300; ++round) {
    std::vector<Observation> rows(1 + random() % 40);
    const bool mixed = chance(2);
    for (size_t i = 0; i < rows.size(); ++i) {
      Observation& row = rows[i];
      row = Row(absl::StrCat(100 + i * (1 + round % 9)),
                absl::StrCat(static_cast<int>(random()) / 1000, ".", random() % 1000));
      row.locator = chance(9) ? "elsewhere" : absl::StrCat("line ", 1 + random() % 1000);
      if (!mixed) continue;
      if (chance(3)) row.fob_value = Dec(absl::StrCat(random() % 1000, ".25"));
      if (chance(3)) row.net_weight_kg = Dec(absl::StrCat(random() % 100000, ".5"));
      if (chance(2)) {
        row.quantity = Dec(absl::StrCat(random() % 1000));
        row.quantity_unit = absl::StrCat(random() % 4);
      }
      if (chance(3)) row.flags.Add(Flag::kEstimated);
      if (chance(3)) row.valuation = Valuation::kFob;
      if (chance(5)) row.cell.classification = "H6";
    }
    ExpectSame(rows);
  }
}

TEST(BlocksOfTest, PutsObservationsOfAnyOrderIntoBlocksInOrder) {
  std::vector<Observation> rows = {Row("02", "2"), Row("01", "1")};
  Observation other = MakeObservation("KAZ", "TUR", "M", "2021", "3");
  rows.push_back(other);
  ASSERT_OK_AND_ASSIGN(const auto blocks, BlocksOf(rows));
  EXPECT_THAT(ObservationsOf(*blocks), IsOkAndHolds(ElementsAreArray({other, rows[1], rows[0]})));
}

}  // namespace
}  // namespace entente::trade
