#ifndef ENTENTE_TRADE_SERVICE_LOAD_IMF_AREA_H_
#define ENTENTE_TRADE_SERVICE_LOAD_IMF_AREA_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// The area that the Direction of Trade Statistics mean by a code: "W00" for the world, the alpha-3
// code for a country (its alpha-2 code), else the code itself: groups (B0, the European Union; U2;
// XR29), former countries (SUH, CSH) and what is not allocated (_X) are no countries.
// INVALID_ARGUMENT if it can be no code.
absl::StatusOr<std::string> ImfDotArea(absl::string_view code);

// The same for the codes of IMTS: countries have their alpha-3 codes, the world is G001, other
// groups (G998, the European Union) keep their codes.
absl::StatusOr<std::string> ImfImtsArea(absl::string_view code);

// Whether an area is no country: most such areas are groups, the world among them, and the others
// are parts of one.
bool IsImfGroup(absl::string_view area);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_IMF_AREA_H_
