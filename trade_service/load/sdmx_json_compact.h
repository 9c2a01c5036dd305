#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_COMPACT_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_COMPACT_H_

#include "absl/status/statusor.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Reads IMF's 'CompactData', which is SDMX-ML 2.0's compact message as JSON: attributes are members
// whose names begin with '@', and what stands once is an object where several are an array.
absl::StatusOr<LoadedFile> LoadSdmxJsonCompact(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_COMPACT_H_
