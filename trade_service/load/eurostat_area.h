#ifndef ENTENTE_TRADE_SERVICE_LOAD_EUROSTAT_AREA_H_
#define ENTENTE_TRADE_SERVICE_LOAD_EUROSTAT_AREA_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// The area that Eurostat means by a code: "W00" for the world (WORLD), the alpha-3 code for a
// country (its alpha-2 code, but EL is Greece, UK the United Kingdom, XS Serbia), else the code
// itself: XI (Northern Ireland), XK (Kosovo), EU27_2020, EXT_EU27_2020 and the like are no
// countries of ISO 3166-1. INVALID_ARGUMENT if it can be no code.
absl::StatusOr<std::string> EurostatArea(absl::string_view code);

// The same for the name that Eurostat's labels have: a country's, in brackets behind it what it
// includes ("Germany (incl. German Democratic Republic 'DD' from 1991)") or another name of the
// same country ("Ireland (Eire)"), or a group's, which keeps Eurostat's code ("European Union - 27
// countries (AT, BE, ...)" is EU27_2020). INVALID_ARGUMENT if it is none that is known: "United
// Kingdom (Northern Ireland)" is not the United Kingdom.
absl::StatusOr<std::string> EurostatAreaNamed(absl::string_view name);

// Whether a code is one of a group of countries, other than the world: EU, EA and what has more
// than a country's letters. Parts that are allocated to no country (QU, QW) are no groups.
bool IsEurostatGroup(absl::string_view area);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_EUROSTAT_AREA_H_
