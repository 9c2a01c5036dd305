#include "common/time/day.h"

#include <random>
#include <string>

#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"

namespace entente {
namespace {

using Day = absl::CivilDay;
using ::entente::testing::IsOkAndHolds;
using ::entente::testing::StatusIs;
using ::testing::HasSubstr;

struct Refused {
  absl::string_view text;
  absl::string_view problem;
};

TEST(DayTest, ReadsAndWritesDays) {
  EXPECT_THAT(ParseDay("2022-05-10"), IsOkAndHolds(Day(2022, 5, 10)));
  EXPECT_THAT(ParseDay("0001-01-01"), IsOkAndHolds(Day(1, 1, 1)));
  EXPECT_THAT(ParseDay("9999-12-31"), IsOkAndHolds(Day(9999, 12, 31)));
  EXPECT_THAT(ParseDay("2000-02-29"), IsOkAndHolds(Day(2000, 2, 29)));
  EXPECT_EQ(FormatDay(Day(2022, 5, 10)), "2022-05-10");
  EXPECT_EQ(FormatDay(Day(1, 2, 3)), "0001-02-03");
}

TEST(DayTest, RefusesWhatIsNoDayAndSaysWhere) {
  constexpr Refused kCases[] = {
      {"", "column 1: 4 digits of the year expected"},
      {"2022", "column 5: '-' expected"},
      {"2022-5-10", "column 6: 2 digits of the month expected"},
      {"2022-05-1", "column 9: 2 digits of the day expected"},
      {"2022-05-101", "column 11: nothing more expected"},
      {"2022-05-10 ", "column 11: nothing more expected"},
      {" 2022-05-10", "column 1: 4 digits of the year expected"},
      {"+2022-05-10", "column 1: 4 digits of the year expected"},
      {"20220510", "column 5: '-' expected"},
      {"10/05/2022", "column 1: 4 digits of the year expected"},
      {"0000-01-01", "column 1: year 0 is not in 1..9999"},
      {"2022-00-10", "column 6: month 0 is not in 1..12"},
      {"2022-13-10", "column 6: month 13 is not in 1..12"},
      {"2022-04-31", "column 9: day 31 is not in 1..30"},
      {"2022-05-00", "column 9: day 0 is not in 1..31"},
      {"2023-02-29", "column 9: day 29 is not in 1..28"},
      {"1900-02-29", "column 9: day 29 is not in 1..28"},
      {"2022-05-1\xD9\xA1", "column 9: 2 digits of the day expected"},
  };
  for (const Refused& c : kCases) {
    EXPECT_THAT(ParseDay(c.text),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(std::string(c.problem))))
        << c.text;
  }
}

TEST(DayTest, ErrorsQuoteTheTextHarmlesslyAndSayWhatToWrite) {
  EXPECT_THAT(ParseDay("2022-05-1\n"),
              StatusIs(absl::StatusCode::kInvalidArgument,
                       "day '2022-05-1\\n', column 9: 2 digits of the day expected; write "
                       "YYYY-MM-DD"));
  EXPECT_LT(ParseDay(std::string(1'000'000, '\xFF')).status().message().size(), 300u);
}

TEST(DayTest, KnowsTheLengthOfEveryMonth) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  for (int month = 1; month <= 12; ++month) EXPECT_EQ(DaysInMonth(2023, month), kDays[month - 1]);
  EXPECT_EQ(DaysInMonth(2024, 2), 29);
  EXPECT_EQ(DaysInMonth(1900, 2), 28);
  EXPECT_EQ(DaysInMonth(2000, 2), 29);
  EXPECT_EQ(DaysInMonth(9999, 12), 31);
}

TEST(AnniversaryTest, NextIsOnOrAfterAndAtLeastAYearLater) {
  struct Case {
    Day origin, on_or_after, next;
  };
  const Case kCases[] = {
      {Day(1992, 3, 2), Day(2022, 3, 1), Day(2022, 3, 2)},
      {Day(1992, 3, 2), Day(2022, 3, 2), Day(2022, 3, 2)},
      {Day(1992, 3, 2), Day(2022, 3, 3), Day(2023, 3, 2)},
      {Day(1992, 3, 2), Day(1992, 3, 2), Day(1993, 3, 2)},
      {Day(1992, 3, 2), Day(1980, 1, 1), Day(1993, 3, 2)},
      {Day(1991, 12, 31), Day(2022, 1, 1), Day(2022, 12, 31)},
      {Day(2020, 2, 29), Day(2020, 3, 1), Day(2021, 2, 28)},
      {Day(2020, 2, 29), Day(2021, 2, 28), Day(2021, 2, 28)},
      {Day(2020, 2, 29), Day(2021, 3, 1), Day(2022, 2, 28)},
      {Day(2020, 2, 29), Day(2023, 3, 1), Day(2024, 2, 29)},
      {Day(2020, 2, 29), Day(2024, 2, 29), Day(2024, 2, 29)},
      {Day(1896, 2, 29), Day(1900, 1, 1), Day(1900, 2, 28)},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(NextAnniversary(c.origin, c.on_or_after), c.next)
        << c.origin << " on or after " << c.on_or_after;
  }
}

TEST(AnniversaryTest, NumberCountsThoseThatPassed) {
  EXPECT_EQ(AnniversaryNumber(Day(1992, 3, 2), Day(2022, 3, 1)), 29);
  EXPECT_EQ(AnniversaryNumber(Day(1992, 3, 2), Day(2022, 3, 2)), 30);
  EXPECT_EQ(AnniversaryNumber(Day(1992, 3, 2), Day(2022, 12, 31)), 30);
  EXPECT_EQ(AnniversaryNumber(Day(1992, 3, 2), Day(1992, 3, 2)), 0);
  EXPECT_EQ(AnniversaryNumber(Day(1992, 3, 2), Day(1993, 3, 1)), 0);
  EXPECT_EQ(AnniversaryNumber(Day(1992, 3, 2), Day(1993, 3, 2)), 1);
  EXPECT_EQ(AnniversaryNumber(Day(1992, 3, 2), Day(1980, 1, 1)), 0);
  EXPECT_EQ(AnniversaryNumber(Day(2020, 2, 29), Day(2021, 2, 28)), 1);
  EXPECT_EQ(AnniversaryNumber(Day(2020, 2, 29), Day(2024, 2, 28)), 3);
  EXPECT_EQ(AnniversaryNumber(Day(2020, 2, 29), Day(2024, 2, 29)), 4);
}

TEST(AnniversaryTest, EveryYearHasExactlyOne) {
  std::mt19937 random(1992);
  std::uniform_int_distribution<int> offset(0, 400 * 366);
  for (int i = 0; i < 1000; ++i) {
    const Day origin = Day(1800, 1, 1) + offset(random);
    Day day = origin;
    for (int number = 1; number <= 8; ++number) {
      day = NextAnniversary(origin, day + 1);
      EXPECT_EQ(day.year(), origin.year() + number);
      EXPECT_EQ(AnniversaryNumber(origin, day), number);
      EXPECT_EQ(AnniversaryNumber(origin, day - 1), number - 1);
    }
  }
}

}  // namespace
}  // namespace entente
