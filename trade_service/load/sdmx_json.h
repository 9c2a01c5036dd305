#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a JSON text is a message of SDMX, by the names of its members.
bool IsSdmxJson(absl::string_view content);

// Reads a message of a data flow that is known (sdmx_flow.h) in one of two forms: IMF's CompactData
// (sdmx_json_compact.h), or the data message of SDMX-JSON 1.0 and 2.0 (sdmx_json_data.h). It
// becomes one release of the publisher (sdmx_load.h), retrieved, where `file` does not tell it, on
// the day that the header has as that of its preparation.
//
// FILE_MALFORMED and FILE_TRUNCATED name line and column, or the place in the message; FILE_EMPTY,
// DATAFLOW_UNKNOWN.
absl::StatusOr<LoadedFile> LoadSdmxJson(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_H_
