#include "common/geo/country.h"

#include <string>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/geo/name_table.h"
#include "common/geo/other_names.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/text/utf8.h"

namespace entente {
namespace {

using ::entente::testing::IsOkAndHolds;
using ::entente::testing::StatusIs;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsNull;
using ::testing::StartsWith;

constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;

auto IsCountry(absl::string_view alpha3) {
  return IsOkAndHolds(Field("alpha3", &Country::alpha3, std::string(alpha3)));
}

// What ParseCountry refuses `text` with; empty reason if it does not.
ErrorDetails Refusal(absl::string_view text) { return DetailsOf(ParseCountry(text).status()); }

TEST(CountryTest, FindsByCode) {
  const Country* country = FindByAlpha3("KAZ");
  ASSERT_NE(country, nullptr);
  EXPECT_EQ(country->alpha2, "KZ");
  EXPECT_EQ(country->m49, 398);
  EXPECT_EQ(country->name, "Kazakhstan");
  EXPECT_EQ(FindByNumeric(398), country);
  EXPECT_EQ(FindByAlpha3("KOR")->name, "South Korea");
  EXPECT_EQ(FindByAlpha3("ATF")->name, "French Southern Territories") << "a former one's code too";
}

TEST(CountryTest, FindsNothingByOtherText) {
  for (const absl::string_view code : {"", "kaz", "KZ", "XXX", "SUN", "Kazakhstan"}) {
    EXPECT_THAT(FindByAlpha3(code), IsNull()) << code;
  }
  for (const int number : {-1, 0, 999, 1000, 810}) EXPECT_THAT(FindByNumeric(number), IsNull());
}

TEST(CountryTest, CodesAndEnglishNamesRoundTrip) {
  EXPECT_EQ(Countries().size(), 249u);
  for (const Country& country : Countries()) {
    const auto is_it = IsCountry(country.alpha3);
    EXPECT_THAT(ParseCountry(country.alpha3), is_it);
    EXPECT_THAT(ParseCountry(absl::AsciiStrToLower(country.alpha2)), is_it);
    EXPECT_THAT(ParseCountry(absl::StrCat(country.m49)), is_it);
    if (country.name == "Congo") continue;  // which is ambiguous
    EXPECT_THAT(ParseCountry(country.name), is_it) << country.name;
  }
}

TEST(CountryTest, TranslatedNamesRoundTrip) {
  for (const absl::string_view language : {"tr", "kk", "ru", "de", "fr", "es", "ar", "zh"}) {
    for (const Country& country : Countries()) {
      const std::string name = CountryName(country.alpha3, language);
      if (country.alpha3 == "COG" && language != "zh") continue;
      EXPECT_THAT(ParseCountry(name), IsCountry(country.alpha3)) << language << " " << name;
    }
  }
}

TEST(ParseCountryTest, TurkiyeInEveryForm) {
  for (const absl::string_view text : {"TUR",
                                       "tur",
                                       "TR",
                                       "tr",
                                       "792",
                                       " TUR\n",
                                       "Türkiye",
                                       "TÜRKİYE",
                                       "TURKIYE",
                                       "turkiye",
                                       "türkıye",
                                       "Türkiye Cumhuriyeti",
                                       "Republic of Türkiye",
                                       "Turkey",
                                       "Republic of Turkey",
                                       "Türkei",
                                       "Republik Türkei",
                                       "Turquie",
                                       "Turquía",
                                       "Turchia",
                                       "Турция",
                                       "ТУРЦИЯ",
                                       "Түркия",
                                       "Туркия",
                                       "Түркия Республикасы",
                                       "Túrkııa",
                                       "Turkiya",
                                       "تركيا",
                                       "ترکیه",
                                       "土耳其",
                                       "土耳其共和国",
                                       "トルコ"}) {
    EXPECT_THAT(ParseCountry(text), IsCountry("TUR")) << text;
  }
}

TEST(ParseCountryTest, KazakhstanInEveryForm) {
  for (const absl::string_view text : {"KAZ",
                                       "kz",
                                       "398",
                                       "Kazakhstan",
                                       "KAZAKHSTAN",
                                       "Republic of Kazakhstan",
                                       "Kazakhstan, Republic of",
                                       "Kazakstan",
                                       "Kazakistan",
                                       "KAZAKİSTAN",
                                       "Kazakistan Cumhuriyeti",
                                       "Қазақстан",
                                       "Қазақстан Республикасы",
                                       "Казахстан",
                                       "Республика Казахстан",
                                       "Kaзахстан",
                                       "Qazaqstan",
                                       "Kasachstan",
                                       "Republik Kasachstan",
                                       "République du Kazakhstan",
                                       "Kazahstan",
                                       "Qozogʻiston",
                                       "Qozog'iston",
                                       "哈萨克斯坦",
                                       "哈薩克",
                                       "كازاخستان"}) {
    EXPECT_THAT(ParseCountry(text), IsCountry("KAZ")) << text;
  }
}

struct NameCase {
  absl::string_view text;
  absl::string_view alpha3;
};

TEST(ParseCountryTest, OtherNames) {
  const NameCase kCases[] = {
      {"4", "AFG"},
      {"004", "AFG"},
      {"Russia", "RUS"},
      {"Россия", "RUS"},
      {"Rusya", "RUS"},
      {"South Korea", "KOR"},
      {"Republic of Korea", "KOR"},
      {"Dem. People's Rep. of Korea", "PRK"},
      {"UK", "GBR"},
      {"U.K.", "GBR"},
      {"Great Britain", "GBR"},
      {"USA", "USA"},
      {"U.S.A.", "USA"},
      {"ABD", "USA"},
      {"The Gambia", "GMB"},
      {"St. Lucia", "LCA"},
      {"Cote d'Ivoire", "CIV"},
      {"Bosnia & Herzegovina", "BIH"},
      {"Bolivia (Plurinational State of)", "BOL"},
      {"Bahrain, Kingdom of", "BHR"},
      {"Solomon Isds", "SLB"},
      {"Iran", "IRN"},
      {"China, Hong Kong SAR", "HKG"},
      {"Democratic Republic of the Congo", "COD"},
      {"Republic of the Congo", "COG"},
      // Exact names that are also part of others.
      {"Guinea", "GIN"},
      {"Niger", "NER"},
      {"Dominica", "DMA"},
      {"Samoa", "WSM"},
      // Present names that ISO 3166-3 lists as former ones.
      {"Burma", "MMR"},
      {"East Timor", "TLS"},
      {"France", "FRA"},
      // Codes that are names elsewhere, and the other way round.
      {"my", "MYS"},
      {"Mỹ", "USA"},
      // Slips in single translations do not make the name of another country doubtful.
      {"Paraguai", "PRY"},
      {"Mexico", "MEX"},
      {"República Dominicana", "DOM"},
      {"Орталық Африка Республикасы", "CAF"},
  };
  for (const auto& [text, alpha3] : kCases) {
    EXPECT_THAT(ParseCountry(text), IsCountry(alpha3)) << text;
  }
}

TEST(OtherNamesTest, HaveCodes) {
  for (const geo::OtherName& other : geo::OtherNames()) {
    EXPECT_GE(geo::RowOf(other.alpha3), 0) << other.name;
  }
}

TEST(ParseCountryTest, NeverGuessesBetweenTwo) {
  const struct {
    absl::string_view text;
    absl::string_view suggestions;
  } kCases[] = {
      {"Korea", "KOR,PRK"},          {"Корея", "KOR,PRK"}, {"Kore", "KOR,PRK"},
      {"Congo", "COD,COG"},          {"Kongo", "COD,COG"}, {"Конго", "COD,COG"},
      {"Virgin Islands", "VGB,VIR"},
  };
  for (const auto& [text, suggestions] : kCases) {
    const ErrorDetails refusal = Refusal(text);
    EXPECT_EQ(refusal.reason, "COUNTRY_AMBIGUOUS") << text;
    EXPECT_EQ(refusal.metadata.at("suggestions"), suggestions) << text;
  }
  EXPECT_EQ(ParseCountry("Korea").status().message(),
            "'Korea' may mean South Korea (KOR) or North Korea (PRK); give the code in brackets");
}

TEST(ParseCountryTest, SuggestsTheNearest) {
  const struct {
    absl::string_view text;
    absl::string_view first;
  } kCases[] = {
      {"Kazahkstan", "KAZ"}, {"Qazakhstann", "KAZ"}, {"Turky", "TUR"},  {"Trkiye", "TUR"},
      {"Казахстаан", "KAZ"}, {"Emirates", "ARE"},    {"Kazakh", "KAZ"},
  };
  for (const auto& [text, first] : kCases) {
    const ErrorDetails refusal = Refusal(text);
    EXPECT_EQ(refusal.reason, "COUNTRY_UNKNOWN") << text;
    EXPECT_THAT(refusal.metadata.at("suggestions"), StartsWith(std::string(first))) << text;
  }
  EXPECT_EQ(ParseCountry("Kazahkstan").status().message(),
            "no country is known as 'Kazahkstan'; the nearest: Kazakhstan (KAZ); "
            "give an ISO 3166 code, an M49 number or a name");
}

TEST(ParseCountryTest, SuggestsFiveAtMost) {
  EXPECT_EQ(Refusal("Islands").metadata.at("suggestions").size(), 5 * 4 - 1u);
}

TEST(ParseCountryTest, SuggestsNothingForWhatIsLikeNoName) {
  for (const absl::string_view text : {"XX", "999", "000", "0398", "-4", "!!!", "\xff\xfe", "WLD",
                                       "Gulf Cooperation Council", "W00", "490"}) {
    const ErrorDetails refusal = Refusal(text);
    EXPECT_EQ(refusal.reason, "COUNTRY_UNKNOWN") << text;
    EXPECT_THAT(refusal.metadata.at("suggestions"), IsEmpty()) << text;
  }
}

TEST(FindCountryTest, FindsWhatParseCountryDoes) {
  for (const char* text : {"KAZ", " kz ", "398", "Қазақстан", "Korea", "USSR", "SUHH", "Kazahkstan",
                           "Atlantis", "", " \t", "000"}) {
    const absl::StatusOr<Country> parsed = ParseCountry(text);
    const Country* found = FindCountry(text);
    ASSERT_EQ(found != nullptr, parsed.ok()) << text;
    if (found != nullptr) {
      EXPECT_EQ(found->alpha3, parsed->alpha3) << text;
    }
  }
}

TEST(ParseCountryTest, RefusesBlanks) {
  for (const absl::string_view text : {"", " ", "\t\n"}) {
    EXPECT_THAT(ParseCountry(text), StatusIs(kInvalid, HasSubstr("no country is given")));
    EXPECT_EQ(Refusal(text).reason, "COUNTRY_MISSING");
  }
}

TEST(ParseCountryTest, SentenceIsValidWhateverTheText) {
  const std::string text = absl::StrCat("T\xfcrkiye", std::string(100000, 'x'));
  const auto country = ParseCountry(text);
  EXPECT_THAT(country, StatusIs(kInvalid));
  EXPECT_TRUE(IsValidUtf8(std::string(country.status().message())));
  EXPECT_LT(country.status().message().size(), 300u);
}

TEST(ParseCountryTest, SaysThatAFormerCountryIsFormer) {
  const struct {
    absl::string_view text;
    absl::string_view former;
    absl::string_view withdrawn;
  } kCases[] = {
      {"SUN", "SUHH", "1992-08-30"},
      {"su", "SUHH", "1992-08-30"},
      {"810", "SUHH", "1992-08-30"},
      {"USSR", "SUHH", "1992-08-30"},
      {"Советский Союз", "SUHH", "1992-08-30"},
      {"Czechoslovakia", "CSHH", "1993-06-15"},
      {"Yugoslavia", "YUCS", "2003-07-23"},
      {"DDR", "DDDE", "1990-10-30"},
      {"Deutsche Demokratische Republik", "DDDE", "1990-10-30"},
      {"Serbia and Montenegro", "CSXX", "2006-09-26"},
      {"Dahomey", "DYBJ", "1977"},
      {"CS", "CSHH,CSXX", "2006-09-26"},
  };
  for (const auto& [text, former, withdrawn] : kCases) {
    EXPECT_THAT(ParseCountry(text), StatusIs(kInvalid, HasSubstr(std::string(withdrawn)))) << text;
    EXPECT_EQ(Refusal(text).reason, "COUNTRY_FORMER") << text;
    EXPECT_EQ(Refusal(text).metadata.at("former"), former) << text;
  }
}

TEST(CountryNameTest, Table) {
  const struct {
    absl::string_view alpha3;
    absl::string_view language;
    absl::string_view name;
  } kCases[] = {
      {"KAZ", "en", "Kazakhstan"},
      {"KAZ", "tr", "Kazakistan"},
      {"KAZ", "kk", "Қазақстан"},
      {"KAZ", "ru", "Казахстан"},
      {"TUR", "en", "Türkiye"},
      {"TUR", "tr", "Türkiye"},
      {"TUR", "kk", "Түркия"},
      {"TUR", "ru", "Турция"},
      {"KOR", "tr", "Güney Kore"},
      {"KAZ", "kk-KZ", "Қазақстан"},
      {"KAZ", "tr_TR", "Kazakistan"},
      {"KAZ", "TR", "Kazakistan"},
      {"KAZ", "pt-BR", "Cazaquistão"},
      {"KAZ", "zh", "哈萨克斯坦"},
      {"KAZ", "zh-TW", "哈薩克"},
      {"KAZ", "zh-Hant", "哈薩克"},
      {"KAZ", "zh-Hans-SG", "哈萨克斯坦"},
      {"KAZ", "sr", "Казахстан"},
      {"KAZ", "sr-Latn-RS", "Kazahstan"},
      {"KAZ", "no", "Kasakhstan"},
      {"SUN", "kk", "КСРО, Кеңес Социалистік Республикалар Одағы"},
      // English where there is no translation, the code where there is no country.
      {"KAZ", "", "Kazakhstan"},
      {"KAZ", "xx", "Kazakhstan"},
      {"ATA", "uz", "Antarctica"},
      {"XXX", "tr", "XXX"},
  };
  for (const auto& [alpha3, language, name] : kCases) {
    EXPECT_EQ(CountryName(alpha3, language), name) << alpha3 << " in " << language;
  }
}

TEST(CountryNameTest, EveryTagNamesItsLanguage) {
  const std::vector<std::string> tags = geo::LanguageTags();
  EXPECT_THAT(tags, ::testing::IsSupersetOf({"en", "kk", "pt-BR", "ru", "sr-Latn", "tr", "zh-CN"}));
  for (const std::string& tag : tags) {
    EXPECT_EQ(tag.find_first_of("_@"), std::string::npos) << tag;
    EXPECT_NE(geo::FindNames(tag), nullptr) << tag;
  }
  EXPECT_NE(geo::FindNames("sr-Latn"), geo::FindNames("sr"));
  for (const char* none : {"", "-", "xx", "trk", "Turkish"}) {
    EXPECT_EQ(geo::FindNames(none), nullptr) << none;
  }
}

}  // namespace
}  // namespace entente
