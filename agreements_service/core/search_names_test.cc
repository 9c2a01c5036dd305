#include "agreements_service/core/search_names.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/core/field_names.h"
#include "common/text/fold.h"

namespace entente::agreements::search_names_test {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

Marks Called(absl::string_view name) { return SearchNames::Get().WithName(Fold(name)); }

TEST(SearchNamesTest, CountriesInAnyLanguage) {
  for (const char* name : {"Turkey", "türkiye", "TURKIYE", "Түркия", "Турция", "Túrkııa", "Türkei",
                           "Republic of Türkiye"}) {
    EXPECT_THAT(Called(name), ElementsAre(CountryMark("TUR"))) << name;
  }
  EXPECT_THAT(Called("Ózbekstan"), ElementsAre(CountryMark("UZB"))) << "Kazakh in Latin letters";
  EXPECT_THAT(Called("of"), IsEmpty());
  EXPECT_THAT(Called("KAZ"), IsEmpty());
}

TEST(SearchNamesTest, FieldsInTheirLanguages) {
  for (const char* name : {"defence industry", "Savunma Sanayii", "қорғаныс өнеркәсібі",
                           "оборонная промышленность", "industrie de défense"}) {
    EXPECT_THAT(Called(name), ElementsAre(FieldMark(Field::kDefenceIndustry))) << name;
  }
  EXPECT_THAT(Called("Sauda"), Contains(FieldMark(Field::kTrade)));
  EXPECT_THAT(Called("Saýda"), Contains(FieldMark(Field::kTrade)));
}

TEST(SearchNamesTest, EveryFieldIsNamedInOrder) {
  int number = 0;
  for (const FieldNames& names : AllFieldNames()) {
    EXPECT_EQ(static_cast<int>(names.field), ++number);
    for (const absl::string_view name :
         {names.turkish, names.kazakh, names.russian, names.french}) {
      EXPECT_NE(Fold(name), "") << number;
    }
  }
}

TEST(SearchNamesTest, WordsOfNames) {
  const SearchNames& names = SearchNames::Get();
  EXPECT_THAT(names.WithWord("emirates", false), ElementsAre(CountryMark("ARE")));
  EXPECT_THAT(names.WithWord("emirat", false), IsEmpty());
  EXPECT_THAT(names.WithWord("emirat", true), Contains(CountryMark("ARE")));
  EXPECT_THAT(names.WithWord("kazakh", true), ElementsAre(CountryMark("KAZ")));
  EXPECT_THAT(names.WithWord("animal", false), Contains(FieldMark(Field::kAgriculture)));
}

TEST(SearchNamesTest, AMarkIsNoFoldedWord) {
  EXPECT_TRUE(IsMark(CountryMark("KAZ")));
  EXPECT_TRUE(IsMark(FieldMark(Field::kTrade)));
  EXPECT_FALSE(IsMark(Fold(CountryMark("KAZ"))));
  EXPECT_FALSE(IsMark(""));
}

}  // namespace
}  // namespace entente::agreements::search_names_test
