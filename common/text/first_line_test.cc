#include "common/text/first_line.h"

#include "gtest/gtest.h"

namespace entente {
namespace {

TEST(FirstLineTest, PassesOverBlankLines) {
  EXPECT_EQ(FirstLine("\n \r\n  a b \r\nc").text, "a b");
  EXPECT_EQ(FirstLine("\n \r\n  a b \r\nc").number, 3);
  EXPECT_EQ(FirstLine("").number, 0);
  EXPECT_EQ(FirstLine("\n  \r\n").number, 0);
}

TEST(FirstLineTest, PassesOverCommentsIfItIsToldWhatTheyStartWith) {
  EXPECT_EQ(FirstLine("# a\n  # b\nc", "#").text, "c");
  EXPECT_EQ(FirstLine("# a\n  # b\nc", "#").number, 3);
  EXPECT_EQ(FirstLine("# a", "#").number, 0);
  EXPECT_EQ(FirstLine("# a\nc").text, "# a");
}

}  // namespace
}  // namespace entente
