#include "trade_service/load/scaled.h"

#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using testing::Dec;

TEST(ParseScaledTest, MovesThePoint) {
  EXPECT_THAT(ParseScaled("61288.59026286057", 6), IsOkAndHolds(Dec("61288590262.86057")));
  EXPECT_THAT(ParseScaled("-52.051", 3), IsOkAndHolds(Dec("-52051")));
  EXPECT_THAT(ParseScaled("0", 9), IsOkAndHolds(Dec("0")));
  EXPECT_THAT(ParseScaled("1.5", 0), IsOkAndHolds(Dec("1.5")));
}

TEST(ParseScaledTest, ExactEvenWhereTheTextHasMoreDecimalsThanADecimal) {
  EXPECT_THAT(ParseScaled("0.00019600000232458114", 6), IsOkAndHolds(Dec("196.00000232458114")));
  EXPECT_THAT(ParseScaled("9.700000286102296e-05", 6), IsOkAndHolds(Dec("97.00000286102296")));
  EXPECT_THAT(ParseScaled("1.2E+3", 3), IsOkAndHolds(Dec("1200000")));
}

TEST(ParseScaledTest, NothingButNumbers) {
  for (const char* text :
       {"", "NA", "1e", "1e 5", "1e+", "1ee5", "1e5.0", "1e-", "e5", " 1", "1,5", "0x1", "1e--5"}) {
    EXPECT_THAT(ParseScaled(text, 3), StatusIs(absl::StatusCode::kInvalidArgument)) << text;
  }
  EXPECT_FALSE(ParseScaled("1e99999999999", 3).ok());
  EXPECT_FALSE(ParseScaled("1e-99", 3).ok());
}

}  // namespace
}  // namespace entente::trade
