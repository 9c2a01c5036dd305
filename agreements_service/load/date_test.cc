#include "agreements_service/load/date.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente::agreements {
namespace {

// The EDTF text of a date, or the reason why it is none.
std::string Text(const absl::StatusOr<PartialDate>& date) {
  return date.ok() ? date->ToString() : DetailsOf(date.status()).reason;
}

TEST(DayMonthYearTest, InThatOrder) {
  EXPECT_EQ(Text(DayMonthYear("28/05/2004")), "2004-05-28");
  EXPECT_EQ(Text(DayMonthYear(" 1/2/1996 ")), "1996-02-01");
  EXPECT_EQ(Text(DayMonthYear("28-05-2004")), "2004-05-28");
  EXPECT_EQ(Text(DayMonthYear("02-1988")), "1988-02");
  EXPECT_EQ(Text(DayMonthYear("1988")), "1988");
  EXPECT_EQ(Text(DayMonthYear("")), "");
  for (const char* bad : {"05/28/2004", "31/02/2000", "2004-05-28", "28/05/04", "0/5/2004",
                          "28/05/2004/1", "x", "-1/05/2004"}) {
    EXPECT_EQ(Text(DayMonthYear(bad)), "DATE_INVALID") << bad;
  }
}

TEST(NamedMonthTest, NoMorePreciseThanItSays) {
  EXPECT_EQ(Text(NamedMonth("24 Sep 1945")), "1945-09-24");
  EXPECT_EQ(Text(NamedMonth("1 December 2018")), "2018-12-01");
  EXPECT_EQ(Text(NamedMonth("12 \nDecember\t2016")), "2016-12-12");
  EXPECT_EQ(Text(NamedMonth("Sept. 1945")), "1945-09");
  EXPECT_EQ(Text(NamedMonth("1945")), "1945");
  EXPECT_EQ(Text(NamedMonth("  ")), "");
  for (const char* bad :
       {"24 Xyz 1945", "31 Sep 1945", "24 Sep 45", "1 2 3 1945", "Ma 1945", "24 Sep 1945 a"}) {
    EXPECT_EQ(Text(NamedMonth(bad)), "DATE_INVALID") << bad;
  }
}

TEST(SpreadsheetDayTest, CountsAsSpreadsheetsDo) {
  EXPECT_EQ(Text(SpreadsheetDay("61")), "1900-03-01");
  EXPECT_EQ(Text(SpreadsheetDay("40193")), "2010-01-15");
  EXPECT_EQ(Text(SpreadsheetDay("2958465")), "..");
  EXPECT_EQ(Text(SpreadsheetDay("")), "");
  for (const char* bad : {"0", "60", "-1", "2958466", "40193.5", "15-Jan-2010"}) {
    EXPECT_EQ(Text(SpreadsheetDay(bad)), "DATE_INVALID") << bad;
  }
}

TEST(DashedDateTest, StarsAreNotKnownAndSentinelsMeanWhatTheyMean) {
  EXPECT_EQ(Text(DashedDate("1998-03-12")), "1998-03-12");
  EXPECT_EQ(Text(DashedDate("2014-**-**")), "2014");
  EXPECT_EQ(Text(DashedDate("1985-****")), "1985");
  EXPECT_EQ(Text(DashedDate("2009-10-**")), "2009-10");
  EXPECT_EQ(Text(DashedDate("2009-10")), "2009-10");
  EXPECT_EQ(Text(DashedDate("1985")), "1985");
  EXPECT_EQ(Text(DashedDate("1111-11-11")), "XXXX");
  EXPECT_EQ(Text(DashedDate("9999-12-31")), "..");
  EXPECT_EQ(Text(DashedDate("NA")), "");
  EXPECT_EQ(Text(DashedDate("")), "");
  for (const char* bad :
       {"1998-13-01", "1998-02-30", "XXXX", "never", "..", "1998~", "1998?", "19"}) {
    EXPECT_EQ(Text(DashedDate(bad)), "DATE_INVALID") << bad;
  }
}

}  // namespace
}  // namespace entente::agreements
