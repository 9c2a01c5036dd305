#include "common/time/period.h"

#include <limits>
#include <random>
#include <string>
#include <vector>

#include "absl/hash/hash_testing.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"

namespace entente {
namespace {

using Day = absl::CivilDay;
using ::entente::testing::IsOkAndHolds;
using ::entente::testing::StatusIs;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

Period At(absl::string_view text) { return Period::Parse(text).value(); }

TEST(PeriodTest, ReadsEveryFrequency) {
  struct Case {
    absl::string_view text;
    Frequency frequency;
    int year, number;
    Day first, last;
    int32_t code;
  };
  const Case kCases[] = {
      {"2021", Frequency::kAnnual, 2021, 1, Day(2021, 1, 1), Day(2021, 12, 31), 1'2021'01},
      {"2021-Q1", Frequency::kQuarterly, 2021, 1, Day(2021, 1, 1), Day(2021, 3, 31), 2'2021'01},
      {"2021-Q4", Frequency::kQuarterly, 2021, 4, Day(2021, 10, 1), Day(2021, 12, 31), 2'2021'04},
      {"2021-04", Frequency::kMonthly, 2021, 4, Day(2021, 4, 1), Day(2021, 4, 30), 3'2021'04},
      {"2021-12", Frequency::kMonthly, 2021, 12, Day(2021, 12, 1), Day(2021, 12, 31), 3'2021'12},
      {"2024-02", Frequency::kMonthly, 2024, 2, Day(2024, 2, 1), Day(2024, 2, 29), 3'2024'02},
      {"0001", Frequency::kAnnual, 1, 1, Day(1, 1, 1), Day(1, 12, 31), 1'0001'01},
      {"0001-01", Frequency::kMonthly, 1, 1, Day(1, 1, 1), Day(1, 1, 31), 3'0001'01},
      {"9999-12", Frequency::kMonthly, 9999, 12, Day(9999, 12, 1), Day(9999, 12, 31), 3'9999'12},
  };
  for (const Case& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const Period period, Period::Parse(c.text));
    EXPECT_EQ(period.frequency(), c.frequency) << c.text;
    EXPECT_EQ(period.year(), c.year) << c.text;
    EXPECT_EQ(period.number(), c.number) << c.text;
    EXPECT_EQ(period.First(), c.first) << c.text;
    EXPECT_EQ(period.Last(), c.last) << c.text;
    EXPECT_EQ(period.code(), c.code) << c.text;
    EXPECT_EQ(period.ToString(), c.text);
    EXPECT_THAT(Period::FromCode(c.code), IsOkAndHolds(period)) << c.text;
    EXPECT_THAT(Period::Of(c.frequency, c.year, c.number), IsOkAndHolds(period)) << c.text;
  }
}

TEST(PeriodTest, RefusesEverythingElseAndSaysWhere) {
  struct Case {
    absl::string_view text;
    absl::string_view problem;
  };
  constexpr Case kCases[] = {
      {"", "column 1: 4 digits of the year expected"},
      {"0000", "column 1: year 0 is not in 1..9999"},
      {"202104", "column 5: nothing more expected"},
      {"2021-", "column 6: 2 digits of the month expected"},
      {"2021-4", "column 6: 2 digits of the month expected"},
      {"2021-00", "column 6: month 0 is not in 1..12"},
      {"2021-13", "column 6: month 13 is not in 1..12"},
      {"2021-52", "column 6: month 52 is not in 1..12"},
      {"2021-Q", "column 7: 1 digit of the quarter expected"},
      {"2021-Q0", "column 7: quarter 0 is not in 1..4"},
      {"2021-Q5", "column 7: quarter 5 is not in 1..4"},
      {"2021-Q11", "column 8: nothing more expected"},
      {"2021-q1", "column 6: 2 digits of the month expected"},
      {"2021Q1", "column 5: nothing more expected"},
      {"2021-04-01", "column 8: nothing more expected"},
      {" 2021", "column 1: 4 digits of the year expected"},
      {"2021 ", "column 5: nothing more expected"},
  };
  for (const Case& c : kCases) {
    EXPECT_THAT(Period::Parse(c.text),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(std::string(c.problem))))
        << c.text;
  }
}

TEST(PeriodTest, RefusesNumbersThatAreNoPeriod) {
  EXPECT_THAT(Period::Of(Frequency::kAnnual, 2021, 2),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "no period 2 in year 2021; years are 1..9999, periods 1..1"));
  EXPECT_FALSE(Period::Of(Frequency::kAnnual, 0, 1).ok());
  EXPECT_FALSE(Period::Of(Frequency::kAnnual, 10'000, 1).ok());
  EXPECT_FALSE(Period::Of(Frequency::kQuarterly, 2021, 0).ok());
  EXPECT_FALSE(Period::Of(Frequency::kQuarterly, 2021, 5).ok());
  EXPECT_FALSE(Period::Of(Frequency::kMonthly, 2021, 52).ok());
  EXPECT_FALSE(Period::Of(static_cast<Frequency>(4), 2021, 1).ok());
  for (int32_t code : {0, 1, -1, 2021, 202104, 1'2021'02, 1'2021'00, 2'2021'05, 3'2021'13,
                       3'0000'01, 4'2021'01, 13'2021'04, -3'2021'04,
                       std::numeric_limits<int32_t>::max(), std::numeric_limits<int32_t>::min()}) {
    EXPECT_THAT(Period::FromCode(code),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("is no period code")))
        << code;
  }
}

TEST(PeriodTest, DefaultIsTheFirstYear) { EXPECT_EQ(Period(), At("0001")); }

TEST(PeriodTest, NeighboursFollowWithoutGap) {
  EXPECT_EQ(At("2021").Next(), At("2022"));
  EXPECT_EQ(At("2021-Q4").Next(), At("2022-Q1"));
  EXPECT_EQ(At("2021-12").Next(), At("2022-01"));
  EXPECT_EQ(At("2022-01").Previous(), At("2021-12"));
  EXPECT_EQ(At("2022-Q1").Previous(), At("2021-Q4"));
  for (absl::string_view text : {"0001", "0001-Q1", "0001-01"}) {
    for (Period period = At(text); period.year() <= 9999; period = period.Next()) {
      ASSERT_EQ(period.Next().First(), period.Last() + 1) << period;
      ASSERT_EQ(period.Next().Previous(), period);
      ASSERT_LT(period, period.Next());
      ASSERT_LT(period.code(), period.Next().code());
    }
  }
}

TEST(PeriodTest, IsPartOfLongerOnesAndMadeOfShorterOnes) {
  EXPECT_EQ(At("2021-12").Enclosing(Frequency::kQuarterly), At("2021-Q4"));
  EXPECT_EQ(At("2021-01").Enclosing(Frequency::kAnnual), At("2021"));
  EXPECT_EQ(At("2021-Q3").Enclosing(Frequency::kAnnual), At("2021"));
  EXPECT_EQ(At("2021-04").Enclosing(Frequency::kMonthly), At("2021-04"));
  EXPECT_THAT(At("2021-Q2").Parts(Frequency::kMonthly),
              ElementsAre(At("2021-04"), At("2021-05"), At("2021-06")));
  EXPECT_THAT(At("2021").Parts(Frequency::kQuarterly),
              ElementsAre(At("2021-Q1"), At("2021-Q2"), At("2021-Q3"), At("2021-Q4")));
  EXPECT_THAT(At("2021").Parts(Frequency::kAnnual), ElementsAre(At("2021")));
  EXPECT_THAT(FrequenciesFrom(Frequency::kQuarterly),
              ElementsAre(Frequency::kQuarterly, Frequency::kMonthly));
}

TEST(FrequencyTest, HasACodeOfSdmx) {
  EXPECT_EQ(CodeOf(Frequency::kAnnual), "A");
  EXPECT_EQ(CodeOf(Frequency::kQuarterly), "Q");
  EXPECT_EQ(CodeOf(Frequency::kMonthly), "M");
}

TEST(PeriodTest, OrderIsByFrequencyThenTime) {
  const std::vector<Period> ordered = {At("2020"),    At("2021"),    At("1999-Q4"), At("2021-Q1"),
                                       At("2021-Q2"), At("1999-12"), At("2021-01"), At("2021-02")};
  for (size_t i = 0; i < ordered.size(); ++i) {
    for (size_t j = 0; j < ordered.size(); ++j) {
      EXPECT_EQ(ordered[i] <=> ordered[j], i <=> j);
      EXPECT_EQ(ordered[i].code() <=> ordered[j].code(), i <=> j);
    }
  }
  EXPECT_TRUE(absl::VerifyTypeImplementsAbslHashCorrectly(ordered));
}

TEST(PeriodTest, EveryPeriodComesBack) {
  std::mt19937 random(1992);
  std::uniform_int_distribution<int> year(1, 9999);
  std::uniform_int_distribution<int> frequency(1, 3);
  std::uniform_int_distribution<int> number(0, 11);
  constexpr int kInYear[] = {1, 4, 12};
  for (int i = 0; i < 10'000; ++i) {
    const int f = frequency(random);
    ASSERT_OK_AND_ASSIGN(const Period period, Period::Of(static_cast<Frequency>(f), year(random),
                                                         number(random) % kInYear[f - 1] + 1));
    EXPECT_THAT(Period::Parse(period.ToString()), IsOkAndHolds(period));
    EXPECT_THAT(Period::FromCode(period.code()), IsOkAndHolds(period));
  }
}

}  // namespace
}  // namespace entente
