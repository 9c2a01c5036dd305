#ifndef ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_AREA_H_
#define ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_AREA_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// The code of the area that UN Comtrade means by a number, as FindByComtradeNumber says; the number
// itself if it is none that is known. Also "W00" for the world ("W00", "WLD", "World"), and the
// alpha-3 code of a country as it is.
// INVALID_ARGUMENT if it is neither a number nor an alpha-3 code.
absl::StatusOr<std::string> ComtradeArea(absl::string_view code);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_AREA_H_
