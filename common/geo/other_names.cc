#include "common/geo/other_names.h"

namespace entente::geo {

absl::Span<const OtherName> OtherNames() {
  static constexpr OtherName kOtherNames[] = {
      // Turkey was renamed in 2022, and most translations in iso-codes went with the old name.
      {"TUR", "Turkey"},
      {"TUR", "Republic of Turkey"},
      {"TUR", "Турция", "ru"},
      {"TUR", "Турецкая Республика"},
      {"TUR", "Turquie", "fr"},
      {"TUR", "Turquía", "es"},
      {"TUR", "Turchia", "it"},
      {"TUR", "تركيا", "ar"},
      {"TUR", "ترکیه", "fa"},
      {"TUR", "トルコ", "ja"},
      {"TUR", "Түркия", "ky"},
      {"TUR", "Turkiya", "uz"},

      // Kazakh in its Latin alphabets (2018, 2021), and Cyrillic typed without Kazakh letters.
      {"TUR", "Túrkııa"},
      {"TUR", "Türkiä"},
      {"TUR", "Туркия"},
      {"KAZ", "Qazaqstan"},
      {"KAZ", "Qazaqstan Respublikasy"},
      {"KAZ", "Qazaqstan Respýblıkasy"},
      {"KAZ", "Казакстан"},

      // Spelled so in English until 1995, and in the treaties of those years.
      {"KAZ", "Kazakstan"},

      // Renamed; the old name stays in use and in older documents.
      {"CIV", "Ivory Coast"},
      {"CPV", "Cape Verde"},
      {"MKD", "Macedonia"},
      {"MKD", "The former Yugoslav Republic of Macedonia"},
      {"LBY", "Libyan Arab Jamahiriya"},
      {"MMR", "Burma"},
      {"SWZ", "Swaziland"},
      {"TLS", "East Timor"},

      // Short forms in English.
      {"ARE", "UAE"},
      {"BRN", "Brunei"},
      {"COD", "DR Congo"},
      {"COD", "DRC"},
      {"COD", "Congo (Kinshasa)"},
      {"COG", "Congo (Brazzaville)"},
      {"FLK", "Falkland Islands"},
      {"GBR", "Britain"},
      {"GBR", "Great Britain"},
      {"GBR", "U.K."},
      {"GBR", "UK"},
      {"LAO", "Lao PDR"},
      {"RUS", "Russia"},
      {"SHN", "Saint Helena"},
      {"SXM", "Sint Maarten"},
      {"USA", "U.S."},
      {"USA", "U.S.A."},
      {"VAT", "Holy See"},
      {"VAT", "Vatican"},
      {"VAT", "Vatican City"},

      // As the United Nations, the WTO and the World Bank list them.
      {"FRO", "Faeroe Islands"},
      {"HKG", "China, Hong Kong SAR"},
      {"HKG", "China, Hong Kong Special Administrative Region"},
      {"HKG", "Hong Kong, China"},
      {"MAC", "China, Macao SAR"},
      {"MAC", "China, Macao Special Administrative Region"},
      {"MAC", "Macao, China"},
      {"MAC", "Macau"},
      {"TWN", "Chinese Taipei"},

      // Short forms in Turkish and Russian.
      {"ARE", "BAE"},
      {"GBR", "İngiltere"},
      {"RUS", "Rusya"},
      {"USA", "ABD"},
      {"ARE", "ОАЭ"},
      {"BLR", "Белоруссия"},
      {"CHN", "КНР"},
      {"GBR", "Великобритания"},
      {"KGZ", "Кыргызстан"},
      {"LAO", "Лаос"},
      {"MDA", "Молдова"},
      {"PRK", "КНДР"},
      {"RUS", "Россия"},
      {"SYR", "Сирия"},
      {"TKM", "Туркмения"},
      {"USA", "США"},

      // One name, two countries.
      {"COD", "Kongo"},
      {"COG", "Kongo"},
      {"COD", "Конго"},
      {"COG", "Конго"},
      {"KOR", "Kore"},
      {"PRK", "Kore"},
      {"KOR", "Корея"},
      {"PRK", "Корея"},

      // Former countries.
      {"DDR", "East Germany"},
      {"DDR", "GDR"},
      {"SUN", "Soviet Union"},
      {"SUN", "Union of Soviet Socialist Republics"},
      {"SUN", "Советский Союз"},
      {"SUN", "СССР"},
      {"SUN", "SSCB"},
      {"SUN", "КСРО"},
  };
  return kOtherNames;
}

}  // namespace entente::geo
