#ifndef ENTENTE_TRADE_SERVICE_LOAD_MATRIX_AREA_H_
#define ENTENTE_TRADE_SERVICE_LOAD_MATRIX_AREA_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// The area that a matrix of countries means: a country's alpha-3 code for any code or name that
// common/geo knows, for its English name without blanks (`BosniaandHerzegovina`), for UNCTAD's name
// of it, and for the codes that the World Bank still uses after ISO 3166 gave them up (ROM); "W00"
// for the world; for any other code of three capitals or digits that code itself, as an area that
// is no country: BLX, Belgium and Luxembourg; UNS, not specified; SUN, the USSR. Numbers are those
// of UN Comtrade. INVALID_ARGUMENT (AREA_UNKNOWN) for everything else: nothing is guessed.
absl::StatusOr<std::string> MatrixArea(absl::string_view text);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_MATRIX_AREA_H_
