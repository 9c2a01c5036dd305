#include "trade_service/load/comtrade_area.h"

#include "absl/strings/numbers.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/file/csv.h"
#include "common/geo/country.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;

// Requirement 8: the world is W00, WLD or World.
TEST(ComtradeAreaTest, TheWorldByAnyOfItsNames) {
  for (const char* code : {"0", "W00", "WLD", "World"}) {
    EXPECT_THAT(ComtradeArea(code), IsOkAndHolds("W00")) << code;
  }
}

// Requirement 13: area codes differ from M49, and some are no countries.
TEST(ComtradeAreaTest, NumbersThatDifferFromM49) {
  EXPECT_THAT(ComtradeArea("842"), IsOkAndHolds("USA"));
  EXPECT_THAT(ComtradeArea("251"), IsOkAndHolds("FRA"));
  EXPECT_THAT(ComtradeArea("757"), IsOkAndHolds("CHE"));
  EXPECT_THAT(ComtradeArea("579"), IsOkAndHolds("NOR"));
  EXPECT_THAT(ComtradeArea("699"), IsOkAndHolds("IND"));
  EXPECT_THAT(ComtradeArea("490"), IsOkAndHolds("TWN"));
}

TEST(ComtradeAreaTest, ExpiredAreasAreNotTheirSuccessors) {
  EXPECT_THAT(ComtradeArea("276"), IsOkAndHolds("DEU"));
  EXPECT_THAT(ComtradeArea("280"), IsOkAndHolds("280"));
  EXPECT_THAT(ComtradeArea("56"), IsOkAndHolds("BEL"));
  EXPECT_THAT(ComtradeArea("58"), IsOkAndHolds("58"));
  EXPECT_THAT(ComtradeArea("729"), IsOkAndHolds("SDN"));
  EXPECT_THAT(ComtradeArea("736"), IsOkAndHolds("736"));
}

TEST(ComtradeAreaTest, SpecialAreasAreNoCountries) {
  for (const char* code : {"899", "837", "838", "839", "97", "975"}) {
    EXPECT_THAT(ComtradeArea(code), IsOkAndHolds(code));
  }
}

TEST(ComtradeAreaTest, TakesAlpha3AndLeadingZeros) {
  EXPECT_THAT(ComtradeArea("KAZ"), IsOkAndHolds("KAZ"));
  EXPECT_THAT(ComtradeArea("004"), IsOkAndHolds("AFG"));
}

TEST(ComtradeAreaTest, RefusesWhatIsNoCode) {
  for (const char* code : {"", "kaz", "XYZ", "Kazakhstan", "-398", "398.0", "1e3", "99999999999"}) {
    const auto area = ComtradeArea(code);
    EXPECT_THAT(area, StatusIs(absl::StatusCode::kInvalidArgument)) << code;
    EXPECT_EQ(DetailsOf(area.status()).reason, "AREA_INVALID");
  }
}

// Every area of one of Comtrade's own lists.
class ComtradeAreaListTest : public ::testing::TestWithParam<const char*> {};

TEST_P(ComtradeAreaListTest, CountriesAndNothingElseAreCountries) {
  READ_SHARED_FILE_OR_SKIP(list, absl::StrCat("trade/reference/", GetParam()));
  CsvReader reader(TextSource(list));
  ASSERT_THAT(reader.Next(), IsOkAndHolds(true));
  ASSERT_EQ(reader.fields()[0], "id");
  ASSERT_EQ(reader.fields()[2], "iso_3");
  ASSERT_EQ(reader.fields()[6], "exit_year");
  ASSERT_EQ(reader.fields()[7], "group");
  int countries = 0;
  int others = 0;
  while (true) {
    ASSERT_OK_AND_ASSIGN(const bool found, reader.Next());
    if (!found) break;
    const std::string id(reader.fields()[0]);
    const std::string iso(reader.fields()[2]);
    const bool active = reader.fields()[6].empty() && reader.fields()[7] == "false";
    SCOPED_TRACE(absl::StrCat(id, " ", reader.fields()[1]));
    ASSERT_OK_AND_ASSIGN(const std::string area, ComtradeArea(id));
    const Country* const country = FindByAlpha3(iso);
    int number = 0;
    ASSERT_TRUE(absl::SimpleAtoi(id, &number));
    // An expired area may only be a country under the very number of that country: French Guiana,
    // part of France since, is 254 in ISO 3166 too.
    const bool same_number = country != nullptr && country->m49 == number;
    if (country != nullptr && (active || same_number)) {
      EXPECT_EQ(area, iso);
      ++countries;
    } else {
      EXPECT_EQ(area, id == "0" ? "W00" : id == "490" ? "TWN" : id);
      ++others;
    }
  }
  EXPECT_GT(countries, 190);
  EXPECT_GT(others, 20);
}

INSTANTIATE_TEST_SUITE_P(Lists, ComtradeAreaListTest,
                         ::testing::Values("comtrade_partner.csv", "comtrade_reporter.csv"));

}  // namespace
}  // namespace entente::trade
