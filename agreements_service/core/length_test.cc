#include "agreements_service/core/length.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements {
namespace {

using testing::Day;

TEST(LengthTest, IsCountedByTheCalendar) {
  EXPECT_EQ(After(Day("2020-02-29"), {.years = 1}), Day("2021-02-28"));
  EXPECT_EQ(After(Day("2020-01-31"), {.months = 1}), Day("2020-02-29"));
  EXPECT_EQ(After(Day("2020-01-31"), {.months = 1, .days = 1}), Day("2020-03-01"));
  EXPECT_EQ(After(Day("2020-11-30"), {.years = 1, .months = 3}), Day("2022-02-28"));
  EXPECT_EQ(After(Day("1998-01-16"), {.days = 90}), Day("1998-04-16"));
  EXPECT_EQ(Before(Day("2020-03-31"), {.months = 1}), Day("2020-02-29"));
  EXPECT_EQ(Before(Day("2005-08-10"), {.months = 6}), Day("2005-02-10"));
  EXPECT_EQ(Before(Day("2005-01-10"), {.years = 1, .days = 10}), Day("2003-12-31"));
}

TEST(LengthTest, PartsAreAddedBeforeAnythingIsCounted) {
  const Length month = {.months = 1};
  EXPECT_EQ(After(Day("2020-12-31"), month + 2 * month), Day("2021-03-31"));
  EXPECT_EQ(3 * Length({.years = 1, .months = 2, .days = 3}),
            Length({.years = 3, .months = 6, .days = 9}));
}

TEST(LengthTest, WhatLiesBeyondTheYearsIsNoDay) {
  EXPECT_EQ(After(Day("9999-12-31"), {.days = 1}), absl::CivilDay::max());
  EXPECT_EQ(Before(Day("0001-01-01"), {.days = 1}), absl::CivilDay::min());
  EXPECT_EQ(After(absl::CivilDay::max(), {.days = 1}), absl::CivilDay::max());
  EXPECT_EQ(Before(absl::CivilDay::min(), {.years = 1}), absl::CivilDay::min());
  EXPECT_EQ(After(Span{Day("9999-01-01"), absl::CivilDay::max()}, {.days = 1}),
            (Span{Day("9999-01-02"), absl::CivilDay::max()}));
}

TEST(LengthTest, IsSaidInWords) {
  EXPECT_EQ(ToText({.years = 5}), "5 years");
  EXPECT_EQ(ToText({.months = 1}), "1 month");
  EXPECT_EQ(ToText({.years = 1, .days = 10}), "1 year and 10 days");
  EXPECT_EQ(ToText({.years = 1, .months = 6, .days = 1}), "1 year, 6 months and 1 day");
  EXPECT_EQ(ToText({}), "0 days");
}

}  // namespace
}  // namespace entente::agreements
