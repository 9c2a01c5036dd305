#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_ACTION_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_ACTION_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// Whether data that come with this action, by its name or its letter, are the whole of what was
// asked for: Information (I), Replace (R), or none. ACTION_REFUSED if they only say what changed:
// what Delete (D) takes away, what Append (A) and Merge (M) put to data that the receiver is taken
// to have. A release must be whole, since what it does not have counts as withdrawn.
absl::Status CheckSdmxAction(absl::string_view action);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_ACTION_H_
