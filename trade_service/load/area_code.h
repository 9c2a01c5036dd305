#ifndef ENTENTE_TRADE_SERVICE_LOAD_AREA_CODE_H_
#define ENTENTE_TRADE_SERVICE_LOAD_AREA_CODE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// The alpha-3 code of the country with an alpha-2 code in capitals; empty if there is none.
std::string Alpha3Of(absl::string_view alpha2);

// A source's own code of an area, as it is; AREA_INVALID if it is no code at all.
absl::StatusOr<std::string> OwnAreaCode(absl::string_view code);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_AREA_CODE_H_
