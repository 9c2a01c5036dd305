#ifndef ENTENTE_TRADE_SERVICE_LOAD_FLAG_NAME_H_
#define ENTENTE_TRADE_SERVICE_LOAD_FLAG_NAME_H_

#include "absl/strings/string_view.h"

#include "trade_service/core/observation.h"

namespace entente::trade {

// Adds the flags of a list, as what we write has it: names of the contract's Flag without FLAG_, in
// any case, with ';' between them and blanks or underscores inside: "ESTIMATED;REPORTER_INFERRED",
// "estimated; reporter inferred". False if one of them is unknown.
bool AddFlags(absl::string_view names, Flags& flags);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_FLAG_NAME_H_
