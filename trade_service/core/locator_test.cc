#include "trade_service/core/locator.h"

#include "gtest/gtest.h"

namespace entente::trade {
namespace {

TEST(LocatorTest, ReadsTheLinesThatItWrites) {
  const Locator line = Locator::Parse("line 17");
  EXPECT_EQ(line.line(), 17);
  EXPECT_EQ(line.further_lines(), 0u);
  const Locator lines = Locator::Parse("line 9223372036854775807 and 4294967295 more");
  EXPECT_EQ(lines.line(), 9223372036854775807);
  EXPECT_EQ(lines.further_lines(), 4294967295u);
}

TEST(LocatorTest, AllElseIsAText) {
  for (const char* text : {"",
                           "line",
                           "line ",
                           "line 0",
                           "line 07",
                           "line -1",
                           "line +1",
                           "line 7 ",
                           "line 7x",
                           "line 9223372036854775808",
                           "line 7 and 0 more",
                           "line 7 and 02 more",
                           "line 7 and 2 mor",
                           "line 7 and 2  more",
                           "line 7 and 4294967296 more",
                           "line 7 and 1 more and 2 more",
                           "line 7 and more",
                           "Line 7",
                           "KAZ 270900",
                           "KAZ 270900 and 1 more"}) {
    const Locator locator = Locator::Parse(text);
    EXPECT_EQ(locator.line(), 0) << text;
    EXPECT_EQ(locator.ToString(), text);
  }
}

TEST(LocatorTest, ToStringIsTheText) {
  for (const char* text : {"line 7", "line 7 and 2 more", "row 4"}) {
    EXPECT_EQ(Locator::Parse(text).ToString(), text);
  }
}

}  // namespace
}  // namespace entente::trade
