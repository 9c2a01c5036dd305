#ifndef ENTENTE_TRADE_SERVICE_LOAD_AREA_CODE_H_
#define ENTENTE_TRADE_SERVICE_LOAD_AREA_CODE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// The alpha-3 code of the country with an alpha-2 code in capitals; empty if there is none.
std::string Alpha3Of(absl::string_view alpha2);

// An alpha-3 code as it is, another one of a source's own as it is kept (core/own_area.h);
// AREA_INVALID if it is no code at all.
absl::StatusOr<std::string> OwnAreaCode(absl::string_view code);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_AREA_CODE_H_
