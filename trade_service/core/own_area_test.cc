#include "trade_service/core/own_area.h"

#include "gtest/gtest.h"

#include "common/geo/country.h"

namespace entente::trade {
namespace {

TEST(OwnAreaTest, CodesWithAMarkAndSomeOfLettersAlone) {
  for (const char* code :
       {"EU27_2020", "B0",  "280", "BNS_CU", "_X",  "XK",  "EU",  "EA",  "QU",  "XC",  "XI",  "XL",
        "AN",        "CS",  "CSH", "KOS",    "SUH", "WBG", "YUC", "BAT", "BLX", "BUN", "EUN", "FRE",
        "MNT",       "OAS", "SPE", "UNS",    "ANT", "CSK", "DDR", "SCG", "SUN", "YMD", "YUG"}) {
    EXPECT_TRUE(IsOwnArea(code)) << code;
    EXPECT_EQ(OwnArea(code), code);
    EXPECT_EQ(FindCountry(code), nullptr) << code << " would be a country's";
  }
  for (const char* text : {"", "KZA", "UAE", "CU", "Kazakstan", "b0", "A B", "EU28?"}) {
    EXPECT_FALSE(IsOwnArea(text)) << text;
  }
}

TEST(OwnAreaTest, AnyOtherIsMarked) {
  EXPECT_EQ(OwnArea("ZZB"), "ZZB_");
  EXPECT_TRUE(IsOwnArea(OwnArea("ZZB")));
  EXPECT_TRUE(IsOwnArea(OwnArea("CU"))) << "a code that is Cuba's";
}

}  // namespace
}  // namespace entente::trade
