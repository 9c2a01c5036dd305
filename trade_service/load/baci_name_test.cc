#include "trade_service/load/baci_name.h"

#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using testing::Date;

// Requirement 17, for BACI: the vintage stands in the file's name.
TEST(ParseBaciNameTest, RevisionDatasetAndVintage) {
  EXPECT_EQ(ParseBaciName("BACI_HS92_Y2021_V202301.csv"),
            (BaciName{"baci_hs92_y2021", "H0", Date("2023-01")}));
  EXPECT_EQ(ParseBaciName("BACI_HS92_Y2021_V202301_AFG_ZAF.csv"),
            (BaciName{"baci_hs92_y2021_afg_zaf", "H0", Date("2023-01")}));
  EXPECT_EQ(ParseBaciName("BACI_HS17_Y2018_V202401b.csv.gz"),
            (BaciName{"baci_hs17_y2018", "H5", Date("2024-01")}))
      << "a version that was corrected";
  EXPECT_EQ(ParseBaciName("BACI_HS22_Y2022.csv"), (BaciName{"baci_hs22_y2022", "H6", {}}));
}

TEST(ParseBaciNameTest, EveryRevision) {
  const std::vector<std::pair<const char*, const char*>> revisions = {
      {"92", "H0"}, {"96", "H1"}, {"02", "H2"}, {"07", "H3"},
      {"12", "H4"}, {"17", "H5"}, {"22", "H6"}};
  for (const auto& [year, code] : revisions) {
    EXPECT_EQ(ParseBaciName(absl::StrCat("BACI_HS", year, "_Y2021_V202301.csv"))->classification,
              code);
  }
}

TEST(ParseBaciNameTest, ListsOfCommodities) {
  EXPECT_EQ(ParseBaciTitlesName("product_codes_HS17_V202301.csv")->classification, "H5");
  EXPECT_EQ(ParseBaciTitlesName("product_codes_HS17_V202301.csv")->published, Date("2023-01"));
  EXPECT_EQ(ParseBaciTitlesName("BACI_HS17_Y2018_V202401.csv"), std::nullopt);
  EXPECT_EQ(ParseBaciName("BACI_HS92_Y2021_V202301 (1).csv")->dataset, "baci_hs92_y2021");
}

TEST(ParseBaciNameTest, NothingElse) {
  for (const char* name :
       {"", "baci.csv", "BACI_HS99_Y2021_V202301.csv", "BACI_HS92_Y2021_V2023.csv",
        "BACI_HS92_Y2021_V202313.csv", "BACI_HS92_Y2021_VXXXXXX.csv", "BACI_HS92_V",
        "x_BACI_HS92_Y2021_V202301.csv"}) {
    EXPECT_EQ(ParseBaciName(name), std::nullopt) << name;
  }
}

}  // namespace
}  // namespace entente::trade
