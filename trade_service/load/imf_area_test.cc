#include "trade_service/load/imf_area.h"

#include "gtest/gtest.h"

#include "common/geo/country.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/simple_csv.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using testing::SimpleRows;

// Requirement 13: area codes differ by source.
TEST(ImfDotAreaTest, CountriesTheWorldAndTheOthers) {
  EXPECT_THAT(ImfDotArea("KZ"), IsOkAndHolds("KAZ"));
  EXPECT_THAT(ImfDotArea("GB"), IsOkAndHolds("GBR"));
  EXPECT_THAT(ImfDotArea("W00"), IsOkAndHolds("W00"));
  for (const char* code : {"B0", "U2", "XR29", "XK", "CSH", "SUH", "AN", "_X", "1C_080"}) {
    EXPECT_THAT(ImfDotArea(code), IsOkAndHolds(code));
    EXPECT_TRUE(IsImfGroup(code)) << code;
  }
  EXPECT_FALSE(IsImfGroup("KAZ"));
  EXPECT_THAT(ImfDotArea(""), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(ImfImtsAreaTest, CountriesTheWorldAndTheOthers) {
  EXPECT_THAT(ImfImtsArea("USA"), IsOkAndHolds("USA"));
  EXPECT_THAT(ImfImtsArea("G001"), IsOkAndHolds("W00"));
  EXPECT_THAT(ImfImtsArea("G998"), IsOkAndHolds("G998"));
  EXPECT_THAT(ImfImtsArea("G 8"), StatusIs(absl::StatusCode::kInvalidArgument));
}

// IMF's own list gives for most countries the alpha-3 code too, and calls groups what they are.
TEST(ImfDotAreaTest, AgreesWithTheListOfTheSource) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/reference/imf_dot_area_codes.csv");
  int countries = 0;
  for (const auto& row : SimpleRows(content)) {
    const std::string& code = row.at("dotcode");
    ASSERT_OK_AND_ASSIGN(const std::string area, ImfDotArea(code));
    if (row.at("is_agg") == "TRUE") {
      EXPECT_EQ(FindByAlpha3(area), nullptr) << code;
    } else if (FindByAlpha3(row.at("weocode")) != nullptr) {
      EXPECT_EQ(area, row.at("weocode")) << code;
      ++countries;
    }
  }
  EXPECT_GT(countries, 150);
}

}  // namespace
}  // namespace entente::trade
