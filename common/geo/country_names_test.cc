#include "common/geo/country_names.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace entente {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(CountriesCalledTest, KnowsNamesInAnyLanguageAndNoCodes) {
  for (const char* name :
       {"Turkey", "TÜRKİYE", "Túrkııa", "Түркия", "Турция", "Türkei", "トルコ"}) {
    EXPECT_THAT(CountriesCalled(name), ElementsAre("TUR")) << name;
  }
  EXPECT_THAT(CountriesCalled("Korea"), ElementsAre("KOR", "PRK"));
  EXPECT_THAT(CountriesCalled("in"), IsEmpty());
  EXPECT_THAT(CountriesCalled("USSR"), IsEmpty());
  EXPECT_THAT(CountriesCalled(""), IsEmpty());
}

TEST(NamesOfCountryTest, TheUsualOneFirst) {
  EXPECT_THAT(NamesOfCountry("TUR", "kk"), ElementsAre("Түркия", "Түркия Республикасы"));
  EXPECT_THAT(NamesOfCountry("KAZ", "tr"), ElementsAre("Kazakistan", "Kazakistan Cumhuriyeti"));
  EXPECT_THAT(NamesOfCountry("KAZ", "x-none"), IsEmpty());
  EXPECT_THAT(NamesOfCountry("?", "tr"), IsEmpty());
}

TEST(OtherNamesOfCountryTest, AreThoseThatIsoCodesLacks) {
  EXPECT_THAT(OtherNamesOfCountry("TUR"), Contains("Turkey"));
  EXPECT_THAT(OtherNamesOfCountry("ATA"), IsEmpty());
}

}  // namespace
}  // namespace entente
