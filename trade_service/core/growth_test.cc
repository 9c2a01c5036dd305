#include "trade_service/core/growth.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/core/period_sums.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using testing::Dec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Per;

Series Of(const std::vector<std::pair<std::string, std::string>>& values) {
  Series series;
  series.currency = "USD";
  for (const auto& [period, value] : values) {
    Point& point = series.points.emplace_back();
    point.period = Per(period);
    point.value = Dec(value);
    series.frequency = point.period.frequency();
  }
  return series;
}

TEST(YearOnYearTest, AgainstTheSamePeriodOfTheYearBefore) {
  const Series years = Of({{"2019", "4"}, {"2020", "5"}, {"2022", "7"}, {"2023", "0"}});
  const auto growth = YearOnYear(PointsOf(years));
  ASSERT_EQ(growth.size(), 2u);
  EXPECT_EQ(growth[0].period, Per("2020"));
  EXPECT_DOUBLE_EQ(growth[0].value, 0.25);
  EXPECT_THAT(growth[0].made_of, ElementsAre(&years.points[1], &years.points[0]));
  EXPECT_EQ(growth[1].period, Per("2023"));
  EXPECT_DOUBLE_EQ(growth[1].value, -1);

  const Series quarters = Of({{"2020-Q1", "2"}, {"2020-Q2", "9"}, {"2021-Q1", "3"}});
  ASSERT_EQ(YearOnYear(PointsOf(quarters)).size(), 1u);
  EXPECT_DOUBLE_EQ(YearOnYear(PointsOf(quarters))[0].value, 0.5);

  const Series months = Of({{"2020-12", "1"}, {"2021-01", "2"}, {"2021-12", "3"}});
  ASSERT_EQ(YearOnYear(PointsOf(months)).size(), 1u);
  EXPECT_DOUBLE_EQ(YearOnYear(PointsOf(months))[0].value, 2);
}

TEST(YearOnYearTest, NotFromZeroOrBelow) {
  EXPECT_THAT(YearOnYear(PointsOf(Of({{"2019", "0"}, {"2020", "5"}}))), IsEmpty());
  EXPECT_THAT(YearOnYear(PointsOf(Of({{"2019", "-1"}, {"2020", "5"}}))), IsEmpty());
  EXPECT_THAT(YearOnYear({}), IsEmpty());
}

TEST(YearOnYearTest, OfSumsIsMadeOfTheirMonths) {
  std::vector<std::pair<std::string, std::string>> values;
  for (Period month = Per("2020-01"); month < Per("2022-01"); month = month.Next()) {
    values.emplace_back(month.ToString(), month.year() == 2020 ? "2" : "3");
  }
  const Series months = Of(values);
  ASSERT_OK_AND_ASSIGN(const PeriodSums years, SumTo(Frequency::kAnnual, PointsOf(months)));
  const auto growth = YearOnYear(years.series);
  ASSERT_EQ(growth.size(), 1u);
  EXPECT_DOUBLE_EQ(growth[0].value, 0.5);
  EXPECT_EQ(growth[0].made_of.size(), 24u);
  EXPECT_TRUE(growth[0].flags.Has(Flag::kSummed));
}

TEST(CompoundGrowthTest, IsTheYearlyRate) {
  const Series series = Of({{"2018", "100"}, {"2019", "500"}, {"2020", "121"}});
  const auto growth = CompoundGrowth(PointsOf(series), Per("2020"), 2);
  ASSERT_TRUE(growth);
  EXPECT_NEAR(growth->value, 0.1, 1e-15);
  EXPECT_EQ(growth->period, Per("2020"));
  EXPECT_THAT(growth->made_of, ElementsAre(&series.points[2], &series.points[0]));
  const auto one_year = CompoundGrowth(PointsOf(series), Per("2019"), 1);
  ASSERT_TRUE(one_year);
  EXPECT_DOUBLE_EQ(one_year->value, YearOnYear(PointsOf(series))[0].value);
}

TEST(CompoundGrowthTest, NeedsBothEndsAboveZero) {
  const Series series = Of({{"2017", "0"}, {"2018", "100"}, {"2020", "0"}, {"2021", "5"}});
  const DerivedSeries points = PointsOf(series);
  EXPECT_FALSE(CompoundGrowth(points, Per("2021"), 0));
  EXPECT_FALSE(CompoundGrowth(points, Per("2021"), -1));
  EXPECT_FALSE(CompoundGrowth(points, Per("2021"), 2));
  EXPECT_FALSE(CompoundGrowth(points, Per("2021"), 4));
  EXPECT_FALSE(CompoundGrowth(points, Per("2021"), 5000));
  EXPECT_FALSE(CompoundGrowth(points, Per("2020"), 2));
  EXPECT_FALSE(CompoundGrowth(points, Per("2022"), 1));
  EXPECT_TRUE(CompoundGrowth(points, Per("2021"), 3));
}

}  // namespace
}  // namespace entente::trade
