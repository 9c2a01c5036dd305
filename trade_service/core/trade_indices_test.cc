#include "trade_service/core/trade_indices.h"

#include <string>
#include <utility>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::trade_indices_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::DoubleEq;
using ::testing::DoubleNear;
using ::testing::IsEmpty;
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

TEST(HerfindahlTest, FromAllAlikeToOneProduct) {
  const Rows alike = {Row("01", "5"), Row("02", "5"), Row("03", "5"), Row("04", "5")};
  const auto even = Herfindahl(Chapters(alike));
  ASSERT_TRUE(even);
  EXPECT_DOUBLE_EQ(even->hhi, 0.25);
  EXPECT_THAT(even->normalized, Optional(DoubleNear(0, 1e-15)));
  EXPECT_EQ(even->products, 4);

  const Rows one = {Row("01", "5")};
  const auto single = Herfindahl(Chapters(one));
  ASSERT_TRUE(single);
  EXPECT_DOUBLE_EQ(single->hhi, 1);
  EXPECT_EQ(single->normalized, std::nullopt);

  const Rows two = {Row("01", "3"), Row("02", "1")};
  const auto uneven = Herfindahl(Chapters(two));
  ASSERT_TRUE(uneven);
  EXPECT_DOUBLE_EQ(uneven->hhi, 0.625);
  EXPECT_THAT(uneven->normalized, Optional(DoubleEq(0.25)));
}

TEST(HerfindahlTest, WhatIsNoProductDoesNotCount) {
  const Rows rows = {Row("01", "3"),  Row("02", "1"),   Row("03", "0"),
                     Row("04", "-2"), Row("99", "100"), Row("TOTAL", "500")};
  const auto concentration = Herfindahl(Chapters(rows));
  ASSERT_TRUE(concentration);
  EXPECT_DOUBLE_EQ(concentration->hhi, 0.625);
  EXPECT_EQ(concentration->products, 2);
  const Rows nothing = {Row("03", "0"), Row("99", "100")};
  EXPECT_FALSE(Herfindahl(Chapters(nothing)));
}

TEST(HerfindahlTest, NothingOfProductsOrATotalThatMayBeTooSmall) {
  const Rows rows = {Row("01", "3"), Row("02", "1")};
  const CommodityTable whole = Chapters(rows);
  CommodityTable table = whole;
  table.products.back().flags.Add(Flag::kIncomplete);
  EXPECT_FALSE(Herfindahl(table));
  table = whole;
  table.total.flags.Add(Flag::kIncomplete);
  EXPECT_FALSE(Herfindahl(table));
}

TEST(RevealedComparativeAdvantageTest, ShareByShareOfTheWorld) {
  const Rows own_rows = {Row("TOTAL", "100"), Row("01", "50"), Row("02", "10"), Row("04", "40")};
  const Rows world_rows = {Row("TOTAL", "1000"), Row("01", "100"), Row("02", "200"),
                           Row("03", "700"), Row("04", "0")};
  ASSERT_OK_AND_ASSIGN(const auto advantages,
                       RevealedComparativeAdvantage(Chapters(own_rows), Chapters(world_rows)));
  ASSERT_EQ(advantages.size(), 2u);
  EXPECT_EQ(advantages[0].code, "01");
  EXPECT_DOUBLE_EQ(advantages[0].value, 5);
  EXPECT_EQ(advantages[1].code, "02");
  EXPECT_DOUBLE_EQ(advantages[1].value, 0.5);
}

TEST(RevealedComparativeAdvantageTest, NothingWithoutTotals) {
  const Rows rows = {Row("01", "1")};
  ASSERT_OK_AND_ASSIGN(const auto advantages,
                       RevealedComparativeAdvantage(Chapters({}), Chapters(rows)));
  EXPECT_THAT(advantages, IsEmpty());
}

TEST(RevealedComparativeAdvantageTest, NothingOfOrInWhatMayBeTooSmall) {
  const Rows rows = {Row("01", "3"), Row("02", "1")};
  CommodityTable whole = Chapters(rows);
  CommodityTable table = whole;
  table.products.back().flags.Add(Flag::kIncomplete);
  for (const auto& [own, world] : {std::pair(&table, &whole), std::pair(&whole, &table)}) {
    ASSERT_OK_AND_ASSIGN(const auto advantages, RevealedComparativeAdvantage(*own, *world));
    ASSERT_EQ(advantages.size(), 1u);
    EXPECT_EQ(advantages[0].code, "01");
  }
  table.total.flags.Add(Flag::kIncomplete);
  for (const auto& [own, world] : {std::pair(&table, &whole), std::pair(&whole, &table)}) {
    ASSERT_OK_AND_ASSIGN(const auto advantages, RevealedComparativeAdvantage(*own, *world));
    EXPECT_THAT(advantages, IsEmpty());
  }
}

TEST(GrubelLloydTest, FromOneWayToBothWays) {
  const Rows export_rows = {Row("01", "10"), Row("02", "30"), Row("03", "5"),
                            Row("05", "0"),  Row("06", "-1"), Row("99", "100")};
  const Rows import_rows = {Row("01", "10"), Row("02", "10"), Row("04", "15"),
                            Row("05", "0"),  Row("06", "1"),  Row("99", "100")};
  ASSERT_OK_AND_ASSIGN(const IntraIndustryTrade trade,
                       GrubelLloyd(Chapters(export_rows), Chapters(import_rows)));
  ASSERT_EQ(trade.products.size(), 4u);
  EXPECT_DOUBLE_EQ(trade.products[0].value, 1);
  EXPECT_EQ(trade.products[1].code, "02");
  EXPECT_DOUBLE_EQ(trade.products[1].value, 0.5);
  EXPECT_DOUBLE_EQ(trade.products[2].value, 0);
  EXPECT_DOUBLE_EQ(trade.products[3].value, 0);
  // 1 - (0 + 20 + 5 + 15) / (20 + 40 + 5 + 15)
  EXPECT_THAT(trade.aggregate, Optional(DoubleEq(0.5)));
}

TEST(GrubelLloydTest, NothingOfAProductThatMayBeTooSmallNorOverAll) {
  const Rows rows = {Row("01", "3"), Row("02", "1")};
  CommodityTable whole = Chapters(rows);
  CommodityTable table = whole;
  table.products.back().flags.Add(Flag::kIncomplete);
  for (const auto& [exports, imports] : {std::pair(&table, &whole), std::pair(&whole, &table)}) {
    ASSERT_OK_AND_ASSIGN(const IntraIndustryTrade trade, GrubelLloyd(*exports, *imports));
    ASSERT_EQ(trade.products.size(), 1u);
    EXPECT_EQ(trade.products[0].code, "01");
    EXPECT_EQ(trade.aggregate, std::nullopt);
  }
}

TEST(GrubelLloydTest, NothingTradedIsNoIndex) {
  ASSERT_OK_AND_ASSIGN(const IntraIndustryTrade trade, GrubelLloyd(Chapters({}), Chapters({})));
  EXPECT_THAT(trade.products, IsEmpty());
  EXPECT_EQ(trade.aggregate, std::nullopt);
}

TEST(TradeIndicesTest, OnlyOfTablesThatAreComparable) {
  ASSERT_OK_AND_ASSIGN(const CommodityTable headings, CommoditiesAt(4, {}, "H6", "USD"));
  EXPECT_THAT(RevealedComparativeAdvantage(headings, Chapters({})),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(GrubelLloyd(headings, Chapters({})), StatusIs(absl::StatusCode::kInvalidArgument));
}

}  // namespace
}  // namespace entente::trade::trade_indices_test
