#include "trade_service/load/eurostat_area.h"

#include "gtest/gtest.h"

#include "common/testing/matchers.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;

// Requirement 13: area codes differ by source.
TEST(EurostatAreaTest, CountriesByAlpha2AndEurostatsOwn) {
  EXPECT_THAT(EurostatArea("KZ"), IsOkAndHolds("KAZ"));
  EXPECT_THAT(EurostatArea("TR"), IsOkAndHolds("TUR"));
  for (const char* greece : {"EL", "GR"}) EXPECT_THAT(EurostatArea(greece), IsOkAndHolds("GRC"));
  for (const char* kingdom : {"UK", "GB"}) EXPECT_THAT(EurostatArea(kingdom), IsOkAndHolds("GBR"));
  EXPECT_THAT(EurostatArea("XS"), IsOkAndHolds("SRB"));
}

// Requirement 8: the world is never one of the partners.
TEST(EurostatAreaTest, TheWorld) {
  EXPECT_THAT(EurostatArea("WORLD"), IsOkAndHolds("W00"));
  EXPECT_THAT(EurostatAreaNamed("World"), IsOkAndHolds("W00"));
}

TEST(EurostatAreaTest, WhatIsNoCountryKeepsItsCode) {
  for (const char* code :
       {"XI", "XK", "EU27_2020", "EXT_EU27_2020", "INT_EU27_2020", "EA20", "QU"}) {
    EXPECT_THAT(EurostatArea(code), IsOkAndHolds(code));
  }
  for (const char* code : {"", "a b", "123456789012345678901"}) {
    EXPECT_THAT(EurostatArea(code), StatusIs(absl::StatusCode::kInvalidArgument)) << code;
  }
}

TEST(EurostatAreaTest, Groups) {
  for (const char* group : {"EU", "EA", "EU27_2020", "EXT_EU27_2020", "EA20"}) {
    EXPECT_TRUE(IsEurostatGroup(group)) << group;
  }
  for (const char* other : {"KAZ", "XI", "XK", "QU"}) EXPECT_FALSE(IsEurostatGroup(other)) << other;
}

TEST(EurostatAreaNamedTest, CountriesAndWhatTheyInclude) {
  EXPECT_THAT(EurostatAreaNamed("Kazakhstan"), IsOkAndHolds("KAZ"));
  EXPECT_THAT(EurostatAreaNamed("Türkiye"), IsOkAndHolds("TUR"));
  EXPECT_THAT(EurostatAreaNamed("Belgium (incl. Luxembourg 'LU' -> 1998)"), IsOkAndHolds("BEL"));
  EXPECT_THAT(EurostatAreaNamed("Germany (incl. German Democratic Republic 'DD' from 1991)"),
              IsOkAndHolds("DEU"));
}

TEST(EurostatAreaNamedTest, AnotherNameInBracketsMustBeOfTheSameCountry) {
  EXPECT_THAT(EurostatAreaNamed("Ireland (Eire)"), IsOkAndHolds("IRL"));
  EXPECT_THAT(EurostatAreaNamed("Côte d'Ivoire (Ivory Coast)"), IsOkAndHolds("CIV"));
  EXPECT_THAT(EurostatAreaNamed("United Kingdom (Northern Ireland)"),
              StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(EurostatAreaNamed("Ireland (France)"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST(EurostatAreaNamedTest, GroupsKeepEurostatsCode) {
  EXPECT_THAT(EurostatAreaNamed("European Union - 27 countries (AT, BE, BG)"),
              IsOkAndHolds("EU27_2020"));
  EXPECT_THAT(EurostatAreaNamed("European Union (AT-01/1995, GB-01/1973->01/2020)"),
              IsOkAndHolds("EU"));
  EXPECT_THAT(EurostatAreaNamed("Euro area - 20 countries (AT, BE)"), IsOkAndHolds("EA20"));
  EXPECT_THAT(EurostatAreaNamed("Euro area (AT-01/1999)"), IsOkAndHolds("EA"));
}

TEST(EurostatAreaNamedTest, NothingIsGuessed) {
  for (const char* name : {"", "Congo", "Atlantis", "Countries not specified", "(", "(incl. x)"}) {
    EXPECT_THAT(EurostatAreaNamed(name), StatusIs(absl::StatusCode::kInvalidArgument)) << name;
  }
}

}  // namespace
}  // namespace entente::trade
