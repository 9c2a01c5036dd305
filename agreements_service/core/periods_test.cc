#include "agreements_service/core/periods.h"

#include <random>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::periods_test {
namespace {

using testing::Day;
using ::testing::Eq;
using ::testing::Optional;

Terms TenYearsThen(RenewalRule renewal) {
  Terms terms;
  terms.duration = DurationRule{.length = Length{.years = 10}, .article = ""};
  terms.renewal = std::move(renewal);
  return terms;
}

TEST(PeriodsTest, FollowOneAnother) {
  const Terms terms = TenYearsThen({.length = Length{.years = 5}, .article = ""});
  const Periods periods(Day("1995-08-10"), terms);
  EXPECT_THAT(periods.End(0), Optional(Day("2005-08-10")));
  EXPECT_THAT(periods.End(3), Optional(Day("2020-08-10")));
  EXPECT_EQ(periods.FirstEndingFrom(Day("1990-01-01")), 0);
  EXPECT_EQ(periods.FirstEndingFrom(Day("2005-08-10")), 0);
  EXPECT_EQ(periods.FirstEndingFrom(Day("2005-08-11")), 1);
  EXPECT_EQ(periods.FirstEndingFrom(absl::CivilDay::max()), 1599) << "of which nothing is known";
}

TEST(PeriodsTest, CanGoOnWithoutLimit) {
  const Terms terms = TenYearsThen({});
  const Periods periods(Day("1995-08-10"), terms);
  EXPECT_THAT(periods.End(0), Optional(Day("2005-08-10")));
  EXPECT_THAT(periods.End(1), Eq(std::nullopt));
  EXPECT_EQ(periods.FirstEndingFrom(Day("2005-08-11")), 1);
}

TEST(PeriodsTest, NoticeEndsThePeriodThatItIsInTimeFor) {
  Terms terms = TenYearsThen({.length = Length{.years = 5}, .article = ""});
  terms.notice = NoticeRule{.before_end = Length{.months = 6}, .any_time = {}, .article = ""};
  const Periods periods(Day("1995-08-10"), terms);
  EXPECT_THAT(periods.EffectOfNotice(Day("2005-02-10")), Optional(Day("2005-08-10")));
  EXPECT_THAT(periods.EffectOfNotice(Day("2005-02-11")), Optional(Day("2010-08-10")));
}

// As most treaties on investment have it.
TEST(PeriodsTest, NoticeForTheFirstPeriodOrAtAnyTimeAfterIt) {
  Terms terms = TenYearsThen({});
  terms.notice =
      NoticeRule{.before_end = Length{.years = 1}, .any_time = Length{.years = 1}, .article = ""};
  const Periods periods(Day("1995-08-10"), terms);
  EXPECT_THAT(periods.EffectOfNotice(Day("1999-01-01")), Optional(Day("2005-08-10")));
  EXPECT_THAT(periods.EffectOfNotice(Day("2005-01-01")), Optional(Day("2006-01-01")));
  terms.notice->any_time = Length{.months = 1};
  EXPECT_THAT(periods.EffectOfNotice(Day("2005-01-01")), Optional(Day("2005-08-10")))
      << "not before the first period is over";
  terms.notice->any_time.reset();
  EXPECT_THAT(periods.EffectOfNotice(Day("2005-01-01")), Eq(std::nullopt));
}

// The two that jump ahead against counting from the first period on.
TEST(PeriodsTest, JumpingAheadMissesNoPeriod) {
  std::mt19937 random(1995);
  const auto below = [&](int64_t end) {
    return std::uniform_int_distribution<int64_t>(0, end - 1)(random);
  };
  const auto length = [&]() -> Length {
    switch (below(3)) {
      case 0:
        return {.days = 1 + below(100)};
      case 1:
        return {.months = 1 + below(30)};
      default:
        return {.years = below(4), .months = below(12), .days = 1 + below(70)};
    }
  };
  for (int i = 0; i < 500; ++i) {
    Terms terms;
    terms.duration = DurationRule{.length = length(), .article = ""};
    terms.renewal = RenewalRule{.length = length(), .article = ""};
    terms.notice = NoticeRule{.before_end = length(), .any_time = {}, .article = ""};
    const Periods periods(absl::CivilDay(2000, 1, 1) + below(800), terms);
    const absl::CivilDay day = absl::CivilDay(2000, 1, 1) + below(9000);
    int64_t first = 0;
    while (*periods.End(first) < day) ++first;
    ASSERT_EQ(periods.FirstEndingFrom(day), first);
    int64_t in_time = 0;
    while (Before(*periods.End(in_time), *terms.notice->before_end) < day) ++in_time;
    ASSERT_EQ(periods.EffectOfNotice(day), periods.End(in_time));
  }
}

}  // namespace
}  // namespace entente::agreements::periods_test
