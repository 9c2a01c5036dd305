#include "trade_service/core/commodity_growth.h"

#include <random>
#include <utility>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/core/commodity_pairs.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::Optional;

using Rows = std::vector<CommodityRow>;

CommodityRow Row(absl::string_view code, absl::string_view value) {
  CommodityRow row;
  row.code = std::string(code);
  row.value = Dec(value);
  return row;
}

CommodityTable Chapters(const Rows& rows) {
  absl::StatusOr<CommodityTable> table = CommoditiesAt(2, rows, "H6", "USD");
  EXPECT_OK(table);
  return *std::move(table);
}

TEST(PairByCodeTest, EveryCodeOfEitherTableOnce) {
  const Rows left_rows = {Row("01", "1"), Row("03", "3"), Row("05", "5")};
  const Rows right_rows = {Row("02", "2"), Row("03", "30"), Row("06", "6")};
  const CommodityTable left = Chapters(left_rows);
  const CommodityTable right = Chapters(right_rows);
  std::vector<std::string> all;
  for (const CommodityPair& pair : PairByCode(left, right)) {
    all.push_back(absl::StrCat(pair.code, " ", ValueOf(pair.left).ToString(), " ",
                               ValueOf(pair.right).ToString()));
  }
  EXPECT_THAT(all, ElementsAre("01 1 0", "02 0 2", "03 3 30", "05 5 0", "06 0 6"));
}

TEST(GrowthByCommodityTest, EachProductsPartInTheGrowthOfTheTotal) {
  const Rows before_rows = {Row("01", "50"), Row("02", "30"), Row("03", "20"), Row("99", "100")};
  const Rows now_rows = {Row("01", "40"), Row("02", "70"), Row("04", "10"), Row("99", "130")};
  const CommodityTable before = Chapters(before_rows);
  const CommodityTable now = Chapters(now_rows);
  ASSERT_OK_AND_ASSIGN(const CommodityGrowth growth, GrowthByCommodity(before, now));
  EXPECT_EQ(growth.change, Dec("50"));
  EXPECT_THAT(growth.percent, Optional(DoubleEq(25)));
  std::vector<std::string> parts;
  for (const Contribution& one : growth.contributions) {
    parts.push_back(absl::StrCat(one.code, " ", one.change.ToString(), " ", *one.points));
  }
  EXPECT_THAT(parts, ElementsAre("02 40 20", "03 -20 -10", "01 -10 -5", "04 10 5"));
  EXPECT_EQ(growth.contributions[1].now, nullptr);
  EXPECT_EQ(growth.contributions[1].before, &before.products[2]);
  EXPECT_EQ(growth.contributions[3].before, nullptr);
  EXPECT_EQ(growth.not_specified_change, Dec("30"));
  EXPECT_THAT(growth.not_specified_points, Optional(DoubleEq(15)));
}

TEST(GrowthByCommodityTest, NoPercentNorPointsOfATotalThatMayBeTooSmall) {
  const Rows rows = {Row("01", "50"), Row("99", "100")};
  CommodityTable whole = Chapters(rows);
  CommodityTable table = whole;
  table.total.flags.Add(Flag::kIncomplete);
  for (const auto& [before, now] : {std::pair(&table, &whole), std::pair(&whole, &table)}) {
    ASSERT_OK_AND_ASSIGN(const CommodityGrowth growth, GrowthByCommodity(*before, *now));
    EXPECT_EQ(growth.percent, std::nullopt);
    ASSERT_EQ(growth.contributions.size(), 1u);
    EXPECT_EQ(growth.contributions[0].points, std::nullopt);
    EXPECT_EQ(growth.not_specified_points, std::nullopt);
  }
}

TEST(GrowthByCommodityTest, NoPointsFromNothing) {
  const Rows rows = {Row("01", "50")};
  ASSERT_OK_AND_ASSIGN(const CommodityGrowth growth,
                       GrowthByCommodity(Chapters({}), Chapters(rows)));
  EXPECT_EQ(growth.change, Dec("50"));
  EXPECT_EQ(growth.percent, std::nullopt);
  EXPECT_EQ(growth.contributions[0].points, std::nullopt);
}

TEST(GrowthByCommodityPropertyTest, TheChangesAddUpExactly) {
  std::mt19937 random(9);
  for (int round = 0; round < 100; ++round) {
    const auto any_rows = [&] {
      Rows rows = {Row("TOTAL", absl::StrCat(random() % 1000, ".", 1 + random() % 99))};
      for (int chapter = 10; chapter < 40; ++chapter) {
        if (random() % 3 == 0) continue;
        rows.push_back(
            Row(absl::StrCat(chapter), absl::StrCat(random() % 1000, ".", 1 + random() % 99)));
      }
      return rows;
    };
    const Rows before_rows = any_rows();
    const Rows now_rows = any_rows();
    ASSERT_OK_AND_ASSIGN(const CommodityGrowth growth,
                         GrowthByCommodity(Chapters(before_rows), Chapters(now_rows)));
    Decimal sum = growth.not_specified_change;
    for (const Contribution& one : growth.contributions) sum = sum.Add(one.change).value();
    EXPECT_EQ(sum, growth.change);
  }
}

TEST(TurnoverOfProductsTest, ZeroIsNoTrade) {
  const Rows before_rows = {Row("01", "1"), Row("02", "0"), Row("03", "3"), Row("04", "4"),
                            Row("06", "-6")};
  const Rows now_rows = {Row("01", "0"), Row("02", "2"), Row("03", "3"), Row("05", "5"),
                         Row("06", "6")};
  const CommodityTable before = Chapters(before_rows);
  const CommodityTable now = Chapters(now_rows);
  ASSERT_OK_AND_ASSIGN(const ProductTurnover turnover, TurnoverOfProducts(before, now));
  EXPECT_THAT(turnover.appeared, ElementsAre(&now.products[1], &now.products[3], &now.products[4]));
  EXPECT_THAT(turnover.disappeared, ElementsAre(&before.products[0], &before.products[3]));
}

TEST(CommodityGrowthTest, RevisionsOfTheClassificationAreNeverMixed) {
  ASSERT_OK_AND_ASSIGN(const CommodityTable old_codes, CommoditiesAt(2, {}, "H5", "USD"));
  EXPECT_THAT(GrowthByCommodity(old_codes, Chapters({})),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(TurnoverOfProducts(old_codes, Chapters({})),
              StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace entente::trade
