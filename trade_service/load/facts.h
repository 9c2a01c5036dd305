#ifndef ENTENTE_TRADE_SERVICE_LOAD_FACTS_H_
#define ENTENTE_TRADE_SERVICE_LOAD_FACTS_H_

#include "absl/status/statusor.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Reads a text-proto of entente.trade.v1.Facts. It is taken whole or not at all: every error is
// INVALID_ARGUMENT (FILE_MALFORMED, or the reason of the field that is bad) and names line, column
// and field.
absl::StatusOr<LoadedFile> LoadFacts(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_FACTS_H_
