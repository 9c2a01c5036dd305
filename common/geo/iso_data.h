#ifndef ENTENTE_COMMON_GEO_ISO_DATA_H_
#define ENTENTE_COMMON_GEO_ISO_DATA_H_

#include "absl/strings/string_view.h"

// What iso-codes says of countries, embedded at build time by cmake/embed_countries.py. Each table
// has one record a line, its fields separated by tabs.
namespace entente::geo {

// ISO 3166-1, by alpha-3: alpha-3, alpha-2, number.
extern const absl::string_view kCountries;

// ISO 3166-3, by alpha-3: alpha-3, alpha-2, alpha-4, number (0 if none), day or year of withdrawal.
extern const absl::string_view kFormerCountries;

// One line a language: its code as gettext spells it (tr, pt_BR), then a field for each line of
// kCountries and each of kFormerCountries: the names separated by '|', the usual one first; empty
// where nothing is translated. The line `en` is complete.
extern const absl::string_view kNames;

}  // namespace entente::geo

#endif  // ENTENTE_COMMON_GEO_ISO_DATA_H_
