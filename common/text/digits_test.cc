#include "common/text/digits.h"

#include "gtest/gtest.h"

namespace entente {
namespace {

TEST(AllDigitsTest, DigitsOfAsciiAndOneAtLeast) {
  for (const char* yes : {"0", "030211", "18446744073709551616"})
    EXPECT_TRUE(AllDigits(yes)) << yes;
  for (const char* no : {"", " ", "1 ", "-1", "1.5", "03XX", "\u0663"}) {
    EXPECT_FALSE(AllDigits(no)) << no;
  }
}

}  // namespace
}  // namespace entente
