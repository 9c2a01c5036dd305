#ifndef ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_AREA_H_
#define ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_AREA_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// The area that UN Comtrade means by a code: "W00" for the world (0, "W00", "WLD" or "World"), an
// alpha-3 code for a country
// of ISO 3166-1, else the number itself: expired areas (280, the former Federal Republic of
// Germany, has the alpha-3 code of 276 in Comtrade's own lists), groups and 'not specified' (899)
// are not countries. Comtrade's numbers are M49's but for a few (842 is the United States, which
// includes Puerto Rico there), and 490 'Other Asia, nes' stands for Taiwan.
// INVALID_ARGUMENT if it is neither a number nor an alpha-3 code.
absl::StatusOr<std::string> ComtradeArea(absl::string_view code);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_AREA_H_
