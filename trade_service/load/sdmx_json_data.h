#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_DATA_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_DATA_H_

#include "absl/status/statusor.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Reads a data message of SDMX-JSON 1.0 or 2.0: a structure that lists the values of dimensions and
// attributes, and data sets whose series and observations name them by their places in those lists.
// Attributes of groups of dimensions are not read: what needs one of them is rejected.
absl::StatusOr<LoadedFile> LoadSdmxJsonData(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_JSON_DATA_H_
