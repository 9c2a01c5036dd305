#ifndef ENTENTE_COMMON_GEO_COUNTRY_NAMES_H_
#define ENTENTE_COMMON_GEO_COUNTRY_NAMES_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

// By what a country can be looked for. ParseCountry() (country.h) is for who names one country.
namespace entente {

// The alpha-3 codes of the countries that `name` is a name of in any language of iso-codes, common
// or official, compared by Fold(). Codes are no names. Several for 'Korea'; none for what is no
// name.
std::vector<std::string> CountriesCalled(absl::string_view name);

// Every name of a country in a language (a BCP 47 tag), the usual one first; none where iso-codes
// has no translation.
std::vector<std::string> NamesOfCountry(absl::string_view alpha3, absl::string_view language);

// Names in use that iso-codes does not have: 'Turkey', 'Burma', 'США'.
std::vector<std::string> OtherNamesOfCountry(absl::string_view alpha3);

}  // namespace entente

#endif  // ENTENTE_COMMON_GEO_COUNTRY_NAMES_H_
