#ifndef ENTENTE_TRADE_SERVICE_CORE_OWN_AREA_H_
#define ENTENTE_TRADE_SERVICE_CORE_OWN_AREA_H_

#include <string>

#include "absl/strings/string_view.h"

namespace entente::trade {

// Whether a text is a source's own code of an area that is no country, such as "EU27_2020", "B0",
// "280" or "BLX": capital letters, digits and underscores, with a digit or an underscore among
// them, or one of the few of letters alone that publishers are known to use. None of these is an
// ISO 3166-1 code, but digits alone may be one ("792"): a country's is to be looked for first. A
// name that is mistyped is none.
bool IsOwnArea(absl::string_view text);

// `code`, of an area that is no country, as it is kept: as it is if IsOwnArea, else with an
// underscore behind it, so that it can neither be nor become a country's.
std::string OwnArea(absl::string_view code);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_OWN_AREA_H_
