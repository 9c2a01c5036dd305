#include "trade_service/load/cn.h"

#include "gtest/gtest.h"

namespace entente::trade {
namespace {

// Requirement 10: codes of different revisions are never added up in silence, so that each says
// which one it is of.
TEST(CombinedNomenclatureTest, UpToSixDigitsAreOfTheHarmonizedSystemOfTheYear) {
  EXPECT_EQ(CombinedNomenclature("03", 1988), "H0");
  EXPECT_EQ(CombinedNomenclature("0304", 1995), "H0");
  EXPECT_EQ(CombinedNomenclature("030462", 1996), "H1");
  EXPECT_EQ(CombinedNomenclature("030462", 2002), "H2");
  EXPECT_EQ(CombinedNomenclature("030462", 2011), "H3");
  EXPECT_EQ(CombinedNomenclature("030462", 2012), "H4");
  EXPECT_EQ(CombinedNomenclature("030462", 2021), "H5");
  EXPECT_EQ(CombinedNomenclature("030462", 2022), "H6");
}

TEST(CombinedNomenclatureTest, TheOthersAreItsOwn) {
  EXPECT_EQ(CombinedNomenclature("72044910", 2022), "CN8");
  EXPECT_EQ(CombinedNomenclature("99SSSS99", 2022), "CN8") << "kept secret";
  EXPECT_EQ(CombinedNomenclature("27MM", 2022), "CN8") << "of no heading";
  EXPECT_EQ(CombinedNomenclature("TOTAL", 2022), "");
}

}  // namespace
}  // namespace entente::trade
