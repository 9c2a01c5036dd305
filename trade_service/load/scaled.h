#ifndef ENTENTE_TRADE_SERVICE_LOAD_SCALED_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SCALED_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/decimal.h"

namespace entente::trade {

// Reads a number of units of ten to the power of `exponent`, 0 to 18: with 6, "61288.59026286057"
// is 61288590262.86057. Exact where the result is, however many decimals the text has. The errors
// are those of Decimal::Parse.
absl::StatusOr<Decimal> ParseScaled(absl::string_view text, int exponent);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SCALED_H_
