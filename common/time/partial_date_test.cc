#include "common/time/partial_date.h"

#include <random>
#include <string>
#include <vector>

#include "absl/hash/hash_testing.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/time/day.h"

namespace entente {
namespace {

using Day = absl::CivilDay;
using ::entente::testing::IsOkAndHolds;
using ::entente::testing::StatusIs;
using ::testing::HasSubstr;
using Kind = PartialDate::Kind;

PartialDate Date(absl::string_view edtf) { return PartialDate::Parse(edtf).value(); }

TEST(PartialDateTest, ReadsEveryFormAndWritesTheCanonicalOne) {
  struct Case {
    absl::string_view text;
    Kind kind;
    absl::string_view canonical;
  };
  constexpr Case kCases[] = {
      {"", Kind::kAbsent, ""},
      {"2014", Kind::kDate, "2014"},
      {"2009-10", Kind::kDate, "2009-10"},
      {"2022-05-10", Kind::kDate, "2022-05-10"},
      {"0001", Kind::kDate, "0001"},
      {"9999-12-31", Kind::kDate, "9999-12-31"},
      {"2024-02-29", Kind::kDate, "2024-02-29"},
      {"1985~", Kind::kDate, "1985~"},
      {"2018-09~", Kind::kDate, "2018-09~"},
      {"2018-09-15?", Kind::kDate, "2018-09-15?"},
      {"2018%", Kind::kDate, "2018%"},
      {"2014-XX", Kind::kDate, "2014"},
      {"2014-XX-XX", Kind::kDate, "2014"},
      {"2014-XX-XX~", Kind::kDate, "2014~"},
      {"2014-05-XX", Kind::kDate, "2014-05"},
      {"XXXX", Kind::kUnknown, "XXXX"},
      {"XXXX-XX", Kind::kUnknown, "XXXX"},
      {"XXXX-XX-XX", Kind::kUnknown, "XXXX"},
      {"never", Kind::kNever, "never"},
      {"..", Kind::kOpen, ".."},
  };
  for (const Case& c : kCases) {
    ASSERT_OK_AND_ASSIGN(const PartialDate date, PartialDate::Parse(c.text));
    EXPECT_EQ(date.kind(), c.kind) << c.text;
    EXPECT_EQ(date.ToString(), c.canonical) << c.text;
    EXPECT_THAT(PartialDate::Parse(date.ToString()), IsOkAndHolds(date)) << c.text;
  }
}

TEST(PartialDateTest, RefusesEverythingElseAndSaysWhere) {
  struct Case {
    absl::string_view text;
    absl::string_view problem;
  };
  constexpr Case kCases[] = {
      {" ", "column 1: 4 digits of the year expected"},
      {"14", "column 1: 4 digits of the year expected"},
      {"0000", "column 1: year 0 is not in 1..9999"},
      {"-0044", "column 1: 4 digits of the year expected"},
      {"Y20140", "column 1: 4 digits of the year expected"},
      {"201X", "column 1: 4 digits of the year expected"},
      {"20145", "column 5: nothing more expected"},
      {"2014-", "column 6: 2 digits of the month expected"},
      {"2014-1", "column 6: 2 digits of the month expected"},
      {"2014-1X", "column 6: 2 digits of the month expected"},
      {"2014-00", "column 6: month 0 is not in 1..12"},
      {"2014-21", "column 6: month 21 is not in 1..12"},
      {"2014-05-", "column 9: 2 digits of the day expected"},
      {"2014-05-32", "column 9: day 32 is not in 1..31"},
      {"2014-06-31", "column 9: day 31 is not in 1..30"},
      {"2014-02-29", "column 9: day 29 is not in 1..28"},
      {"2014-XX-05", "column 9: XX expected for the day"},
      {"XXXX-05", "column 6: XX expected for the month"},
      {"XXXX-05-01", "column 6: XX expected for the month"},
      {"XXXX?", "column 5: nothing more expected"},
      {"XXX", "column 1: 4 digits of the year expected"},
      {"2014-**-**", "column 6: 2 digits of the month expected"},
      {"1985-****", "column 6: 2 digits of the month expected"},
      {"2014?~", "column 6: nothing more expected"},
      {"~2014", "column 1: 4 digits of the year expected"},
      {"2014~-05", "column 6: nothing more expected"},
      {"2014-05-10T00:00:00Z", "column 11: nothing more expected"},
      {"2014/2015", "column 5: nothing more expected"},
      {"2014/..", "column 5: nothing more expected"},
      {"Never", "column 1: 4 digits of the year expected"},
      {"never ", "column 1: 4 digits of the year expected"},
      {"...", "column 1: 4 digits of the year expected"},
      {"NA", "column 1: 4 digits of the year expected"},
      {"2014-xx", "column 6: 2 digits of the month expected"},
  };
  for (const Case& c : kCases) {
    EXPECT_THAT(PartialDate::Parse(c.text),
                StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr(std::string(c.problem))))
        << c.text;
  }
}

TEST(PartialDateTest, MeansEveryDayThatItsSourceLeavesOpen) {
  struct Case {
    absl::string_view text;
    Day earliest, latest;
  };
  const Case kCases[] = {
      {"2022-05-10", Day(2022, 5, 10), Day(2022, 5, 10)},
      {"2009-10", Day(2009, 10, 1), Day(2009, 10, 31)},
      {"2024-02", Day(2024, 2, 1), Day(2024, 2, 29)},
      {"1900-02", Day(1900, 2, 1), Day(1900, 2, 28)},
      {"2014", Day(2014, 1, 1), Day(2014, 12, 31)},
      {"9999-12", Day(9999, 12, 1), Day(9999, 12, 31)},
      {"2018-09~", Day(2018, 9, 1), Day(2018, 9, 30)},
      {"2018?", Day(2018, 1, 1), Day(2018, 12, 31)},
      {"", Day::min(), Day::max()},
      {"XXXX", Day::min(), Day::max()},
      {"never", Day::max(), Day::max()},
      {"..", Day::max(), Day::max()},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(Date(c.text).Earliest(), c.earliest) << c.text;
    EXPECT_EQ(Date(c.text).Latest(), c.latest) << c.text;
  }
}

TEST(PartialDateTest, KeepsWhatTheSourceDoubts) {
  EXPECT_FALSE(Date("2018").IsApproximate());
  EXPECT_FALSE(Date("2018").IsUncertain());
  EXPECT_TRUE(Date("2018~").IsApproximate());
  EXPECT_FALSE(Date("2018~").IsUncertain());
  EXPECT_FALSE(Date("2018?").IsApproximate());
  EXPECT_TRUE(Date("2018?").IsUncertain());
  EXPECT_TRUE(Date("2018%").IsApproximate());
  EXPECT_TRUE(Date("2018%").IsUncertain());
  EXPECT_FALSE(Date("XXXX").IsUncertain());
}

TEST(PartialDateTest, EqualityAndHashTellAllApart) {
  EXPECT_EQ(PartialDate(), Date(""));
  EXPECT_EQ(PartialDate::Unknown(), Date("XXXX"));
  EXPECT_EQ(PartialDate::Never(), Date("never"));
  EXPECT_EQ(PartialDate::Open(), Date(".."));
  const std::vector<PartialDate> dates = {PartialDate(),      Date("XXXX"),       Date("never"),
                                          Date(".."),         Date("2014"),       Date("2014~"),
                                          Date("2014?"),      Date("2014%"),      Date("2014-01"),
                                          Date("2014-01-01"), Date("2014-01-02"), Date("2015")};
  for (size_t i = 0; i < dates.size(); ++i) {
    for (size_t j = 0; j < dates.size(); ++j) EXPECT_EQ(dates[i] == dates[j], i == j);
  }
  EXPECT_TRUE(absl::VerifyTypeImplementsAbslHashCorrectly(dates));
}

TEST(PartialDateTest, EveryDateComesBack) {
  std::mt19937 random(1992);
  std::uniform_int_distribution<int> day_number(0, 3'652'058);
  std::uniform_int_distribution<size_t> length(0, 2);
  std::uniform_int_distribution<size_t> qualifier(0, 3);
  constexpr size_t kLengths[] = {4, 7, 10};
  constexpr absl::string_view kQualifiers[] = {"", "~", "?", "%"};
  for (int i = 0; i < 10'000; ++i) {
    const Day day = Day(1, 1, 1) + day_number(random);
    const std::string text = FormatDay(day).substr(0, kLengths[length(random)]) +
                             std::string(kQualifiers[qualifier(random)]);
    ASSERT_OK_AND_ASSIGN(const PartialDate date, PartialDate::Parse(text));
    EXPECT_EQ(date.ToString(), text);
    EXPECT_LE(date.Earliest(), day);
    EXPECT_GE(date.Latest(), day);
  }
}

TEST(OnOrBeforeTest, AnswersOnlyWhatTheSourceLetsItAnswer) {
  struct Case {
    absl::string_view date;
    Day day;
    Truth truth;
  };
  const Case kCases[] = {
      {"2022-05-10", Day(2022, 5, 9), Truth::kNo},
      {"2022-05-10", Day(2022, 5, 10), Truth::kYes},
      {"2022-05-10", Day(2022, 5, 11), Truth::kYes},
      {"2009-10", Day(2009, 9, 30), Truth::kNo},
      {"2009-10", Day(2009, 10, 1), Truth::kIndeterminate},
      {"2009-10", Day(2009, 10, 30), Truth::kIndeterminate},
      {"2009-10", Day(2009, 10, 31), Truth::kYes},
      {"2014", Day(2013, 12, 31), Truth::kNo},
      {"2014", Day(2014, 6, 1), Truth::kIndeterminate},
      {"2014", Day(2014, 12, 31), Truth::kYes},
      {"2014~", Day(2014, 12, 31), Truth::kYes},
      {"", Day(2014, 1, 1), Truth::kIndeterminate},
      {"XXXX", Day(2014, 1, 1), Truth::kIndeterminate},
      {"never", Day(2014, 1, 1), Truth::kNo},
      {"..", Day(2014, 1, 1), Truth::kNo},
      {"", Day::max(), Truth::kIndeterminate},
      {"XXXX", Day::max(), Truth::kIndeterminate},
      {"never", Day::max(), Truth::kNo},
      {"..", Day::max(), Truth::kNo},
  };
  for (const Case& c : kCases) {
    EXPECT_EQ(OnOrBefore(Date(c.date), c.day), c.truth) << c.date << " on or before " << c.day;
  }
}

}  // namespace
}  // namespace entente
