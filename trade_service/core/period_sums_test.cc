#include "trade_service/core/period_sums.h"

#include <random>
#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::Per;
using ::testing::StartsWith;

Series MakeSeries(const std::vector<std::pair<std::string, std::string>>& values) {
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

// A monthly series of the values 1, 2, 4, ... without the months `missing`.
Series Months(absl::string_view first, int count, const std::set<std::string>& missing = {}) {
  Series series;
  series.frequency = Frequency::kMonthly;
  series.currency = "USD";
  Period period = Per(first);
  for (int i = 0; i < count; ++i, period = period.Next()) {
    if (missing.contains(period.ToString())) continue;
    Point& point = series.points.emplace_back();
    point.period = period;
    point.value = Decimal::FromScaled(int64_t{1} << i, 0);
    point.valuation = Valuation::kFob;
  }
  return series;
}

std::vector<std::string> Describe(const PeriodSums& sums) {
  std::vector<std::string> all;
  for (const DerivedPoint& point : sums.series.points) {
    all.push_back(absl::StrCat(point.period.ToString(), "=", point.value.ToString()));
  }
  for (const IncompletePeriod& period : sums.incomplete) {
    std::vector<std::string> missing;
    for (const Period& one : period.missing) missing.push_back(one.ToString());
    all.push_back(absl::StrCat(period.period.ToString(), " lacks ", absl::StrJoin(missing, " ")));
  }
  return all;
}

TEST(SumToTest, QuartersThatAreWholeAndWhatOthersLack) {
  const Series series = Months("2020-02", 12, {"2020-08"});
  ASSERT_OK_AND_ASSIGN(const PeriodSums sums, SumTo(Frequency::kQuarterly, PointsOf(series)));
  EXPECT_EQ(sums.series.frequency, Frequency::kQuarterly);
  EXPECT_EQ(sums.series.currency, "USD");
  EXPECT_THAT(Describe(sums),
              ElementsAre("2020-Q2=28", "2020-Q4=1792", "2020-Q1 lacks 2020-01",
                          "2020-Q3 lacks 2020-08", "2021-Q1 lacks 2021-02 2021-03"));
}

TEST(SumToTest, YearsOfMonthsAndOfQuarters) {
  const Series series = Months("2020-01", 24);
  const DerivedSeries months = PointsOf(series);
  ASSERT_OK_AND_ASSIGN(const PeriodSums years, SumTo(Frequency::kAnnual, months));
  EXPECT_THAT(Describe(years), ElementsAre("2020=4095", "2021=16773120"));
  ASSERT_OK_AND_ASSIGN(const PeriodSums quarters, SumTo(Frequency::kQuarterly, months));
  ASSERT_OK_AND_ASSIGN(const PeriodSums again, SumTo(Frequency::kAnnual, quarters.series));
  EXPECT_EQ(Describe(again), Describe(years));
  ASSERT_EQ(again.series.points.size(), 2u);
  EXPECT_EQ(again.series.points[1].made_of.size(), 12u);
  EXPECT_EQ(again.series.points[1].made_of.front(), &series.points[12]);
}

TEST(SumToTest, AYearWithoutAnyMonthIsMissingNotZero) {
  Series series = Months("2019-01", 12);
  const Series later = Months("2021-01", 12);
  series.points.insert(series.points.end(), later.points.begin(), later.points.end());
  ASSERT_OK_AND_ASSIGN(const PeriodSums sums, SumTo(Frequency::kAnnual, PointsOf(series)));
  EXPECT_EQ(sums.series.points.size(), 2u);
  ASSERT_EQ(sums.incomplete.size(), 1u);
  EXPECT_EQ(sums.incomplete[0].period, Per("2020"));
  EXPECT_EQ(sums.incomplete[0].missing.size(), 12u);
}

TEST(SumToTest, CarriesFlagsAndTheValuationThatAllHave) {
  Series series = Months("2020-01", 6);
  series.points[1].flags.Add(Flag::kEstimated);
  series.points[4].valuation = Valuation::kCif;
  ASSERT_OK_AND_ASSIGN(const PeriodSums sums, SumTo(Frequency::kQuarterly, PointsOf(series)));
  ASSERT_EQ(sums.series.points.size(), 2u);
  EXPECT_TRUE(sums.series.points[0].flags.Has(Flag::kEstimated));
  EXPECT_TRUE(sums.series.points[0].flags.Has(Flag::kSummed));
  EXPECT_FALSE(sums.series.points[1].flags.Has(Flag::kEstimated));
  EXPECT_EQ(sums.series.points[0].valuation, Valuation::kFob);
  EXPECT_EQ(sums.series.points[1].valuation, Valuation::kUnspecified);
  EXPECT_THAT(sums.series.points[1].made_of,
              ElementsAre(&series.points[3], &series.points[4], &series.points[5]));
}

TEST(SumToTest, OnlyToLongerPeriods) {
  const Series series = Months("2020-01", 1);
  const DerivedSeries months = PointsOf(series);
  EXPECT_THAT(SumTo(Frequency::kMonthly, months), StatusIs(absl::StatusCode::kInvalidArgument));
  DerivedSeries years;
  EXPECT_THAT(SumTo(Frequency::kQuarterly, years), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(SumToTest, OfNothingIsNothing) {
  DerivedSeries months;
  months.frequency = Frequency::kMonthly;
  ASSERT_OK_AND_ASSIGN(const PeriodSums sums, SumTo(Frequency::kAnnual, months));
  EXPECT_THAT(Describe(sums), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const PeriodSums trailing, TrailingYear(months));
  EXPECT_THAT(Describe(trailing), IsEmpty());
}

TEST(FillUpTest, WhatIsNotThereIsAddedUpOutOfTheLongestParts) {
  const Series years = MakeSeries({{"2019", "1"}, {"2020", "2"}});
  const Series quarters = MakeSeries(
      {{"2020-Q1", "9"}, {"2021-Q1", "3"}, {"2021-Q2", "3"}, {"2021-Q3", "3"}, {"2021-Q4", "3"}});
  const Series months = Months("2021-01", 27, {"2022-02"});
  ASSERT_OK_AND_ASSIGN(
      const PeriodSums sums,
      FillUp(Frequency::kAnnual, {PointsOf(years), PointsOf(quarters), PointsOf(months)}));
  EXPECT_THAT(Describe(sums), ElementsAre("2019=1", "2020=2", "2021=12", "2022 lacks 2022-02",
                                          StartsWith("2023 lacks 2023-04")));
  EXPECT_EQ(sums.series.frequency, Frequency::kAnnual);
  EXPECT_EQ(sums.series.currency, "USD");
  EXPECT_THAT(sums.series.points[1].made_of, ElementsAre(&years.points[1]));
  EXPECT_EQ(sums.series.points[2].made_of.size(), 4u);
  ASSERT_OK_AND_ASSIGN(const PeriodSums none, FillUp(Frequency::kAnnual, {}));
  EXPECT_THAT(Describe(none), IsEmpty());
}

TEST(FillUpTest, WhatMayBeTooSmallOrWasConvertedGivesWay) {
  Series years = MakeSeries({{"2021", "40"}, {"2022", "50"}, {"2023", "60"}});
  Series quarters =
      MakeSeries({{"2021-Q1", "3"}, {"2021-Q2", "3"}, {"2021-Q3", "3"}, {"2021-Q4", "3"}});
  Series months = Months("2021-01", 33);
  const auto fill_up = [&] {
    return Describe(
        FillUp(Frequency::kAnnual, {PointsOf(years), PointsOf(quarters), PointsOf(months)})
            .value());
  };
  EXPECT_THAT(fill_up(), ElementsAre("2021=40", "2022=50", "2023=60"));
  for (Point& point : years.points) point.flags.Add(Flag::kSummed);
  EXPECT_THAT(fill_up(), ElementsAre("2021=40", "2022=50", "2023=60"))
      << "a sum of details is the source's own total of the year";
  for (Point& point : years.points) point.flags.Add(Flag::kIncomplete);
  EXPECT_THAT(fill_up(), ElementsAre("2021=12", "2022=16773120", "2023=60")) << "2023 lacks months";
  quarters.points[1].flags.Add(Flag::kIncomplete);
  EXPECT_THAT(fill_up(), ElementsAre("2021=4095", "2022=16773120", "2023=60"));
  for (Point& point : months.points) point.flags.Add(Flag::kConverted);
  EXPECT_THAT(fill_up(), ElementsAre("2021=40", "2022=50", "2023=60"))
      << "of those the longest period stays";
}

TEST(SumToTest, OverflowIsAnError) {
  Series series = Months("2020-01", 3);
  for (Point& point : series.points) point.value = Dec(std::string(38, '9'));
  EXPECT_THAT(SumTo(Frequency::kQuarterly, PointsOf(series)),
              StatusIs(absl::StatusCode::kOutOfRange));
}

TEST(TrailingYearTest, TheYearThatEndsWithEachMonth) {
  const Series series = Months("2020-01", 14);
  ASSERT_OK_AND_ASSIGN(const PeriodSums sums, TrailingYear(PointsOf(series)));
  EXPECT_EQ(sums.series.frequency, Frequency::kMonthly);
  EXPECT_THAT(Describe(sums), ElementsAre("2020-12=4095", "2021-01=8190", "2021-02=16380"));
  EXPECT_EQ(sums.series.points[2].made_of.size(), 12u);
}

TEST(TrailingYearTest, AGapSpoilsTheYearsThatSpanIt) {
  const Series series = Months("2020-01", 25, {"2020-12"});
  ASSERT_OK_AND_ASSIGN(const PeriodSums sums, TrailingYear(PointsOf(series)));
  ASSERT_EQ(sums.series.points.size(), 2u);
  EXPECT_EQ(sums.series.points[0].period, Per("2021-12"));
  EXPECT_EQ(sums.incomplete.size(), 12u);
  EXPECT_EQ(sums.incomplete.front().period, Per("2020-12"));
  EXPECT_THAT(sums.incomplete.back().missing, ElementsAre(Per("2020-12")));
}

TEST(PeriodSumsPropertyTest, AYearIsItsQuartersAndItsLastMonthsTrailingYear) {
  std::mt19937_64 random(3);
  for (int round = 0; round < 50; ++round) {
    Series series = Months("2018-01", 48);
    for (Point& point : series.points) {
      point.value = Dec(absl::StrCat(random() % 1'000'000'000, ".", 100 + random() % 900));
    }
    const DerivedSeries months = PointsOf(series);
    ASSERT_OK_AND_ASSIGN(const PeriodSums years, SumTo(Frequency::kAnnual, months));
    ASSERT_OK_AND_ASSIGN(const PeriodSums quarters, SumTo(Frequency::kQuarterly, months));
    ASSERT_OK_AND_ASSIGN(const PeriodSums by_quarters, SumTo(Frequency::kAnnual, quarters.series));
    ASSERT_OK_AND_ASSIGN(const PeriodSums trailing, TrailingYear(months));
    ASSERT_EQ(years.series.points.size(), 4u);
    ASSERT_EQ(trailing.series.points.size(), 37u);
    for (size_t year = 0; year < 4; ++year) {
      EXPECT_EQ(years.series.points[year].value, by_quarters.series.points[year].value);
      EXPECT_EQ(years.series.points[year].value, trailing.series.points[year * 12].value);
    }
  }
}

}  // namespace
}  // namespace entente::trade
