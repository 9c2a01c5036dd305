#ifndef ENTENTE_COMMON_GEO_COUNTRY_H_
#define ENTENTE_COMMON_GEO_COUNTRY_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente {

// A country or area of ISO 3166-1.
struct Country {
  std::string alpha3;  // "KAZ"
  std::string alpha2;  // "KZ"
  int m49;             // 398, the number in ISO 3166 and in UN M49
  std::string name;    // in English, the common name where ISO's differs: "South Korea"
};

// All of ISO 3166-1, by alpha-3.
const std::vector<Country>& Countries();

// The country with this alpha-3 code, in capitals; null if there is none.
const Country* FindByAlpha3(absl::string_view alpha3);

// The country with this M49 number; null if there is none.
const Country* FindByNumeric(int m49);

// The one country that `text` means: an alpha-2 or alpha-3 code in any case, an M49 number with or
// without leading zeros, or a name, common or official, in any language of iso-codes, compared by
// Fold(). A code is preferred to a name. Never guesses. INVALID_ARGUMENT, with the reasons
//   COUNTRY_MISSING    `text` is blank
//   COUNTRY_AMBIGUOUS  'Korea'; metadata `suggestions` has the alpha-3 codes: "KOR,PRK"
//   COUNTRY_FORMER     'USSR'; metadata `former` has the alpha-4 codes: "SUHH"
//   COUNTRY_UNKNOWN    else; metadata `suggestions` has up to 5 codes, the most alike first
absl::StatusOr<Country> ParseCountry(absl::string_view text);

// The country that ParseCountry(text) gives; null where it gives an error, of which most of the
// work is to find suggestions.
const Country* FindCountry(absl::string_view text);

// The usual name of a country in a language (a BCP 47 tag: "tr", "kk", "pt-BR"), in English where
// iso-codes has no translation, `alpha3` itself where it is no country's code.
std::string CountryName(absl::string_view alpha3, absl::string_view language);

}  // namespace entente

#endif  // ENTENTE_COMMON_GEO_COUNTRY_H_
