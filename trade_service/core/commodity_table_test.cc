#include "trade_service/core/commodity_table.h"

#include <algorithm>
#include <random>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::commodity_table_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Rows = std::vector<CommodityRow>;

CommodityRow Row(absl::string_view code, absl::string_view value) {
  CommodityRow row;
  row.code = std::string(code);
  row.value = Dec(value);
  row.valuation = Valuation::kFob;
  return row;
}

std::vector<std::string> Describe(const std::vector<Commodity>& commodities) {
  std::vector<std::string> all;
  for (const Commodity& commodity : commodities) {
    all.push_back(absl::StrCat(commodity.code, "=", commodity.value.ToString(),
                               commodity.flags.Has(Flag::kSummed) ? " summed" : "",
                               commodity.flags.Has(Flag::kIncomplete) ? " incomplete" : ""));
  }
  return all;
}

CommodityTable At(int level, const Rows& rows) {
  absl::StatusOr<CommodityTable> table = CommoditiesAt(level, rows, "H6", "USD");
  EXPECT_OK(table);
  return *std::move(table);
}

TEST(CommoditiesAtTest, RowsOfOtherLevelsAreNeverAddedUp) {
  const Rows rows = {Row("TOTAL", "100"), Row("03", "60"),     Row("0301", "20"),
                     Row("0302", "40"),   Row("030111", "20"), Row("030211", "40"),
                     Row("04", "40"),     Row("0401", "40"),   Row("040110", "40")};
  EXPECT_THAT(Describe(At(2, rows).products), ElementsAre("03=60", "04=40"));
  EXPECT_THAT(Describe(At(4, rows).products), ElementsAre("0301=20", "0302=40", "0401=40"));
  EXPECT_THAT(Describe(At(6, rows).products), ElementsAre("030111=20", "030211=40", "040110=40"));
  for (const int level : {2, 4, 6}) {
    const CommodityTable table = At(level, rows);
    EXPECT_EQ(table.level, level);
    EXPECT_EQ(table.classification, "H6");
    EXPECT_EQ(table.currency, "USD");
    EXPECT_EQ(table.total.value, Dec("100"));
    EXPECT_EQ(table.total.code, "TOTAL");
    EXPECT_FALSE(table.total.flags.Has(Flag::kSummed));
    EXPECT_EQ(table.not_specified, Dec("0"));
  }
}

TEST(CommoditiesAtTest, LevelsThatAreMissingAreAddedUpFromBelow) {
  const Rows rows = {Row("030111", "1.5"), Row("030119", "2"), Row("030211", "4")};
  const CommodityTable chapters = At(2, rows);
  EXPECT_THAT(Describe(chapters.products), ElementsAre("03=7.5 summed"));
  EXPECT_THAT(chapters.products[0].made_of, ElementsAre(&rows[0], &rows[1], &rows[2]));
  EXPECT_EQ(chapters.products[0].valuation, Valuation::kFob);
  EXPECT_THAT(Describe({chapters.total}), ElementsAre("TOTAL=7.5 summed"));
  EXPECT_THAT(Describe(At(4, rows).products), ElementsAre("0301=3.5 summed", "0302=4 summed"));
  EXPECT_THAT(Describe(At(6, rows).products), ElementsAre("030111=1.5", "030119=2", "030211=4"));
}

TEST(FlagSumsTest, SumsOfReleasesThatMayLackCodesAreIncomplete) {
  Rows rows = {Row("0301", "1"), Row("030111", "1"), Row("040110", "2"), Row("040210", "4")};
  for (size_t i = 0; i < rows.size(); ++i) rows[i].release = i == 3 ? 2 : 1;
  std::vector<std::string> asked;
  const ListsAll of_first_alone = [&](int64_t release, absl::string_view classification) {
    asked.push_back(absl::StrCat(release, " ", classification));
    return release == 1;
  };
  CommodityTable headings = At(4, rows);
  ASSERT_OK(FlagSums("H5", of_first_alone, headings));
  EXPECT_THAT(Describe(headings.products),
              ElementsAre("0301=1", "0401=2 summed", "0402=4 summed incomplete"));
  EXPECT_THAT(Describe({headings.total}), ElementsAre("TOTAL=7 summed incomplete"));
  EXPECT_THAT(asked, ElementsAre("1 H5", "2 H5", "1 H5", "2 H5")) << "of sums alone";

  rows.push_back(Row("TOTAL", "9"));
  CommodityTable chapters = At(2, rows);
  ASSERT_OK(FlagSums("H5", of_first_alone, chapters));
  EXPECT_THAT(Describe(chapters.products), ElementsAre("03=1 summed", "04=6 summed incomplete"));
  EXPECT_THAT(Describe({chapters.total}), ElementsAre("TOTAL=9"));
  const ListsAll fails = [](int64_t, absl::string_view) -> absl::StatusOr<bool> {
    return absl::DataLossError("damaged");
  };
  EXPECT_THAT(FlagSums("H5", fails, chapters), StatusIs(absl::StatusCode::kDataLoss));
}

TEST(CommoditiesAtTest, AProductIsAddedUpFromTheCoarsestRowsBelowIt) {
  // Heading 0301 is more than the subheading of it that is not confidential.
  const Rows rows = {Row("0301", "20"), Row("030111", "5"), Row("030211", "3"), Row("030212", "4")};
  const CommodityTable chapters = At(2, rows);
  EXPECT_THAT(Describe(chapters.products), ElementsAre("03=27 summed"));
  EXPECT_THAT(chapters.products[0].made_of, ElementsAre(&rows[0], &rows[2], &rows[3]));
  const CommodityTable subheadings = At(6, rows);
  EXPECT_THAT(Describe(subheadings.products), ElementsAre("030111=5", "030211=3", "030212=4"));
  EXPECT_EQ(subheadings.total.value, Dec("27"));
  EXPECT_EQ(subheadings.not_specified, Dec("15")) << "0301 without 030111";
}

TEST(CommoditiesAtTest, WhatStandsForNoProductIsNamedAndCounted) {
  const Rows rows = {Row("03", "60"),    Row("0302", "60"), Row("03XXXX", "1"),
                     Row("99", "7"),     Row("9999", "7"),  Row("999999", "3"),
                     Row("9999AA", "4"), Row("_X", "2"),    Row("TOTAL", "70.5")};
  const CommodityTable chapters = At(2, rows);
  EXPECT_THAT(Describe(chapters.products), ElementsAre("03=60"));
  EXPECT_THAT(Describe(chapters.unspecified), ElementsAre("99=7", "_X=2"));
  EXPECT_EQ(chapters.not_specified, Dec("10.5")) << "and 1.5 that is in the total alone";
  const CommodityTable headings = At(4, rows);
  EXPECT_THAT(Describe(headings.products), ElementsAre("0302=60"));
  EXPECT_THAT(Describe(headings.unspecified), ElementsAre("03XXXX=1", "99=7", "_X=2"));
}

TEST(CommoditiesAtTest, AConfidentialCodeCountsInTheLevelsThatItsDigitsReach) {
  const Rows rows = {Row("030211", "5"), Row("0302XX", "2"), Row("03XXXX", "1")};
  EXPECT_THAT(Describe(At(2, rows).products), ElementsAre("03=8 summed"));
  EXPECT_THAT(Describe(At(4, rows).products), ElementsAre("0302=7 summed"));
  EXPECT_THAT(Describe(At(6, rows).products), ElementsAre("030211=5"));
  EXPECT_EQ(At(6, rows).not_specified, Dec("3"));
}

TEST(CommoditiesAtTest, DetailMayBeMoreThanTheTotal) {
  EXPECT_EQ(At(2, {Row("TOTAL", "9"), Row("03", "10")}).not_specified, Dec("-1"));
}

TEST(CommoditiesAtTest, NothingAtAll) {
  const CommodityTable table = At(2, {});
  EXPECT_THAT(table.products, IsEmpty());
  EXPECT_EQ(table.total.value, Dec("0"));
  EXPECT_EQ(table.not_specified, Dec("0"));
}

TEST(CommoditiesAtTest, CarriesFlagsAndTheValuationThatAllHave) {
  Rows rows = {Row("030111", "1"), Row("030119", "2")};
  rows[0].flags.Add(Flag::kEstimated);
  rows[1].valuation = Valuation::kCif;
  const CommodityTable table = At(2, rows);
  EXPECT_TRUE(table.products[0].flags.Has(Flag::kEstimated));
  EXPECT_EQ(table.products[0].valuation, Valuation::kUnspecified);
}

TEST(CommoditiesAtTest, NoOtherLevels) {
  for (const int level : {-2, 0, 1, 3, 5, 8}) {
    EXPECT_THAT(CommoditiesAt(level, {}, "H6", "USD"),
                StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(CommoditiesAtTest, OverflowIsAnError) {
  const std::string huge(38, '9');
  EXPECT_THAT(CommoditiesAt(2, {Row("030111", huge), Row("030112", huge)}, "H6", "USD"),
              StatusIs(absl::StatusCode::kOutOfRange));
}

TEST(IsNotSpecifiedTest, ChapterNinetyNineAndWhatDoesNotBeginWithADigit) {
  for (const char* code : {"99", "9999", "999999", "9999AA", "_X", "XX", ""}) {
    EXPECT_TRUE(IsNotSpecified(code)) << code;
  }
  for (const char* code : {"01", "98", "0999", "970600", "03XXXX"}) {
    EXPECT_FALSE(IsNotSpecified(code)) << code;
  }
}

TEST(CheckComparableTest, SaysWhatDiffers) {
  const CommodityTable table = At(2, {});
  EXPECT_OK(CheckComparable(table, table));
  const auto complaint = [&](auto change) {
    CommodityTable other = table;
    change(other);
    const absl::Status status = CheckComparable(table, other);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
    return std::string(status.message());
  };
  EXPECT_THAT(complaint([](CommodityTable& t) { t.level = 4; }), HasSubstr("levels (2 and 4)"));
  EXPECT_THAT(complaint([](CommodityTable& t) { t.currency = "EUR"; }), HasSubstr("USD and EUR"));
  // Requirement 10: never across revisions in silence.
  EXPECT_THAT(complaint([](CommodityTable& t) { t.classification = "H5"; }),
              HasSubstr("H6 and H5"));
}

// However rows come and whatever levels are given, each value counts once.
TEST(CommoditiesAtPropertyTest, ProductsAndTheRestAreTheTotal) {
  std::mt19937 random(5);
  for (int round = 0; round < 200; ++round) {
    Rows leaves;
    Decimal sum;
    for (int i = 0; i < 40; ++i) {
      const std::string code =
          absl::StrCat(i < 30 ? "0" : "9", i < 30 ? 1 + i / 10 : 9, 10 + i % 10 / 3, 10 + i % 10);
      leaves.push_back(Row(code, absl::StrCat(random() % 1000000, ".", 1 + random() % 9)));
      sum = sum.Add(leaves.back().value).value();
    }
    // Rows of coarser levels on top of them, here and there.
    Rows rows = leaves;
    for (const int level : {2, 4}) {
      for (const Commodity& commodity : At(level, leaves).products) {
        if (random() % 2 == 0) continue;
        rows.push_back(Row(commodity.code, commodity.value.ToString()));
      }
    }
    std::shuffle(rows.begin(), rows.end(), random);
    for (const int level : {2, 4, 6}) {
      const CommodityTable table = At(level, rows);
      const CommodityTable plain = At(level, leaves);
      EXPECT_EQ(table.total.value, sum);
      ASSERT_EQ(table.products.size(), plain.products.size());
      Decimal all = table.not_specified;
      for (size_t i = 0; i < table.products.size(); ++i) {
        EXPECT_EQ(table.products[i].code, plain.products[i].code);
        EXPECT_EQ(table.products[i].value, plain.products[i].value);
        all = all.Add(table.products[i].value).value();
      }
      EXPECT_EQ(all, table.total.value);
    }
  }
}

}  // namespace
}  // namespace entente::trade::commodity_table_test
