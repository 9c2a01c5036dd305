#include "trade_service/core/converted_point.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using testing::Dec;
using ::testing::ElementsAre;
using testing::MakeConversion;
using testing::Per;

// Rows of 2016, each a code and a value, in releases 1, 2, ...
class ConvertPeriodTest : public ::testing::Test {
 protected:
  void Add(const std::string& code, const std::string& value,
           Valuation valuation = Valuation::kFob) {
    Point point{.period = Per("2016"),
                .value = Dec(value),
                .valuation = valuation,
                .flags = {},
                .fob_value = std::nullopt,
                .net_weight_kg = Dec("7"),
                .locator = "line " + code,
                .release = static_cast<int64_t>(rows_.size()) + 1};
    Series row;
    row.commodity = code;
    row.points = {std::move(point)};
    rows_.push_back(std::move(row));
  }

  ConvertedPeriod Convert(const std::string& commodity, bool own = false) {
    ConversionPath path{.shares = CommodityShares(commodity), .conversions = {}};
    if (!own) {
      path.shares = path.shares.Before(*weights_).value();
      path.conversions = {weights_};
    }
    std::vector<const Series*> rows;
    for (const Series& row : rows_) rows.push_back(&row);
    return ConvertPeriod(rows, commodity, path, lists_all_).value();
  }

  const std::shared_ptr<const Conversion> weights_ =
      std::make_shared<const Conversion>(MakeConversion("H4", "H5",
                                                        {{"870390", "870380", "0.25"},
                                                         {"870390", "870390", "0.75"},
                                                         {"870410", "870380", "0.000001"},
                                                         {"870410", "870410", "0.999999"}}));
  std::vector<Series> rows_;
  ListsAll lists_all_ = [](int64_t, absl::string_view) { return true; };
};

TEST_F(ConvertPeriodTest, PartsOfSeveralCodesAreAddedUp) {
  Add("870390", "100.02");
  Add("870410", "2");
  const ConvertedPeriod cars = Convert("870380");
  ASSERT_TRUE(cars.able && cars.point);
  EXPECT_EQ(cars.point->value, Dec("25.005002"));
  EXPECT_EQ(cars.point->valuation, Valuation::kFob);
  EXPECT_TRUE(cars.point->flags.Has(Flag::kConverted));
  EXPECT_FALSE(cars.point->flags.Has(Flag::kIncomplete));
  EXPECT_EQ(cars.point->unconverted, std::nullopt);
  EXPECT_EQ(cars.point->net_weight_kg, std::nullopt);
  EXPECT_EQ(cars.point->release, 1);
  EXPECT_THAT(cars.point->further_releases, ElementsAre(2));
  EXPECT_THAT(cars.point->conversions, ElementsAre(weights_));
  EXPECT_EQ(cars.point->locator, "");

  // The chapter is all of it.
  EXPECT_EQ(Convert("87").point->value, Dec("102.02"));
}

TEST_F(ConvertPeriodTest, ValuationsThatDifferAreNone) {
  Add("870390", "100", Valuation::kCif);
  EXPECT_EQ(Convert("870390").point->locator, "line 870390");
  Add("870410", "2", Valuation::kFob);
  EXPECT_EQ(Convert("870380").point->valuation, Valuation::kUnspecified);
  EXPECT_EQ(Convert("870390").point->valuation, Valuation::kCif);
}

TEST_F(ConvertPeriodTest, ACodeWithoutWeightsMakesItsChapterIncomplete) {
  Add("870390", "100");
  Add("870899", "8");
  Add("840001", "1000");
  const ConvertedPeriod cars = Convert("870380");
  ASSERT_TRUE(cars.point);
  EXPECT_EQ(cars.point->value, Dec("25"));
  EXPECT_TRUE(cars.point->flags.Has(Flag::kIncomplete));
  EXPECT_EQ(cars.point->unconverted, Dec("8"));
}

TEST_F(ConvertPeriodTest, WhatNoSubheadingExplainsMakesItsChapterIncomplete) {
  Add("87", "150");
  Add("8703", "140");
  Add("870390", "100");
  EXPECT_EQ(Convert("870380").point->unconverted, Dec("50"));
  // A chapter that is less than its codes is no reason.
  Add("870410", "70");
  EXPECT_EQ(Convert("870380").point->unconverted, std::nullopt);
}

TEST_F(ConvertPeriodTest, AHeadingBeyondItsSubheadingsMakesItsChapterIncomplete) {
  Add("8703", "140");
  Add("870390", "100");
  Add("870410", "20");
  EXPECT_EQ(Convert("870380").point->unconverted, Dec("40"));
  EXPECT_EQ(Convert("8704").point->unconverted, Dec("40"));
}

TEST_F(ConvertPeriodTest, WhatIsMadeOfCodesThatMayNotBeAllIsIncomplete) {
  Add("870390", "100");
  Add("870410", "2");
  std::vector<std::string> asked;
  lists_all_ = [&](int64_t release, absl::string_view classification) {
    asked.push_back(absl::StrCat(release, " ", classification));
    return release != 2;
  };
  for (Series& row : rows_) row.classification = "H4";
  const ConvertedPeriod both = Convert("870380");
  EXPECT_TRUE(both.point->flags.Has(Flag::kIncomplete));
  EXPECT_EQ(both.point->unconverted, std::nullopt) << "nobody knows of any";
  EXPECT_THAT(asked, ElementsAre("1 H4", "2 H4"));
  EXPECT_FALSE(Convert("870390").point->flags.Has(Flag::kIncomplete));
  EXPECT_TRUE(Convert("87", true).point->flags.Has(Flag::kIncomplete));
  EXPECT_FALSE(Convert("870410", true).point->flags.Has(Flag::kIncomplete)) << "its own row";
}

TEST_F(ConvertPeriodTest, RowsThatTellNothingAreNoValue) {
  EXPECT_FALSE(Convert("870380").able);
  Add("87", "150");
  Add("8703", "140");
  EXPECT_FALSE(Convert("870380").able) << "no codes of six digits";
  rows_.clear();
  Add("870899", "8");
  EXPECT_FALSE(Convert("870380").able) << "no weights";
  rows_.clear();
  Add("870410", "70");
  const ConvertedPeriod untraded = Convert("870390");
  EXPECT_TRUE(untraded.able);
  EXPECT_FALSE(untraded.point);
}

TEST_F(ConvertPeriodTest, OwnRowsStayAsTheyAre) {
  Add("870380", "100");
  Add("870390", "20");
  const ConvertedPeriod cars = Convert("870380", true);
  ASSERT_TRUE(cars.point);
  EXPECT_EQ(*cars.point, rows_[0].points[0]);
  EXPECT_TRUE(Convert("870340", true).able);
  EXPECT_FALSE(Convert("870340", true).point);

  // The heading has no row of its own.
  const ConvertedPeriod heading = Convert("8703", true);
  ASSERT_TRUE(heading.point);
  EXPECT_EQ(heading.point->value, Dec("120"));
  EXPECT_TRUE(heading.point->flags.Has(Flag::kSummed));
  EXPECT_FALSE(heading.point->flags.Has(Flag::kConverted));
  Add("870321", "0.00000001");
  EXPECT_EQ(Convert("8703", true).point->value, Dec("120.00000001")) << "is not rounded";
  Add("8703", "121");
  EXPECT_EQ(Convert("8703", true).point->value, Dec("121"));
}

}  // namespace
}  // namespace entente::trade
