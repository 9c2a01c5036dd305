#include "trade_service/load/matrix_area.h"

#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;

TEST(MatrixAreaTest, CodesAndNames) {
  for (const auto& [text, area] :
       std::vector<std::pair<const char*, const char*>>{{"KAZ", "KAZ"},
                                                        {"TR", "TUR"},
                                                        {"842", "USA"},
                                                        {"Kazakhstan", "KAZ"},
                                                        {"United States", "USA"},
                                                        {"Turkey", "TUR"},
                                                        {"UAE", "ARE"},
                                                        {"WLD", "W00"},
                                                        {"World", "W00"}}) {
    EXPECT_THAT(MatrixArea(text), IsOkAndHolds(std::string(area))) << text;
  }
}

TEST(MatrixAreaTest, NamesWithoutBlanks) {
  for (const auto& [text, area] :
       std::vector<std::pair<const char*, const char*>>{{"BosniaandHerzegovina", "BIH"},
                                                        {"UnitedKingdom", "GBR"},
                                                        {"CotedIvoire", "CIV"},
                                                        {"GuineaBissau", "GNB"},
                                                        {"KoreaRepublicof", "KOR"},
                                                        {"KoreaDemPeoples", "PRK"},
                                                        {"ChinaHongKongSAR", "HKG"},
                                                        {"ChinaTaiwanProvince", "TWN"},
                                                        {"Congo", "COG"},
                                                        {"DemRepoftheCongo", "COD"},
                                                        {"TFYRofMacedonia", "MKD"},
                                                        {"Samoa", "WSM"},
                                                        {"AmericanSamoa", "ASM"},
                                                        {"Dominica", "DMA"},
                                                        {"DominicanRepublic", "DOM"}}) {
    EXPECT_THAT(MatrixArea(text), IsOkAndHolds(std::string(area))) << text;
  }
}

TEST(MatrixAreaTest, CodesThatIsoGaveUpForTheSameCountry) {
  EXPECT_THAT(MatrixArea("ROM"), IsOkAndHolds("ROU"));
  EXPECT_THAT(MatrixArea("TMP"), IsOkAndHolds("TLS"));
  EXPECT_THAT(MatrixArea("ZAR"), IsOkAndHolds("COD"));
}

// Requirement 13: 'nes' and groups are not countries.
TEST(MatrixAreaTest, AreasThatAreNoCountryKeepTheirCode) {
  for (const char* code : {"BLX", "UNS", "BUN", "FRE", "SPE", "KN1", "SUN", "YUG", "899"}) {
    EXPECT_THAT(MatrixArea(code), IsOkAndHolds(std::string(code)));
  }
  EXPECT_THAT(MatrixArea("ZZB"), IsOkAndHolds("ZZB_")) << "so that a request can name it";
}

TEST(MatrixAreaTest, NothingIsGuessed) {
  for (const char* text : {"", "Atlantis", "Korea", "SintBonaire", "EU28", "blx", "A B", "-1"}) {
    EXPECT_EQ(DetailsOf(MatrixArea(text).status()).reason, "AREA_UNKNOWN") << text;
  }
}

}  // namespace
}  // namespace entente::trade
