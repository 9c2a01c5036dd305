#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_ML_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_ML_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether an XML document is a message of SDMX-ML, by its first element: a web page is not.
bool IsSdmxMl(absl::string_view content);

// Reads a structure-specific message of SDMX-ML (3.0; 2.1 and the compact one of 2.0 are alike) of
// a data flow that is known (sdmx_flow.h): attributes of <Series> and <Obs>, or of <Obs> alone. It
// becomes one release of the publisher (sdmx_load.h), retrieved, where `file` does not tell it, on
// the day that the header's Prepared has.
//
// The document is streamed: it is never in memory as a tree. A document type, and with it every
// entity of the document's own, is refused, and so are elements more than 32 deep and tags of more
// than 1 MiB.
//
// FILE_MALFORMED and FILE_TRUNCATED name line and column; FORMAT_UNKNOWN (a generic message, a
// structure), FILE_EMPTY, DATAFLOW_UNKNOWN; FILE_IS_ERROR and FILE_TRUNCATED for an error message
// and for data whose footer says that they are not all (answer_error.h); ACTION_REFUSED
// (sdmx_action.h).
absl::StatusOr<LoadedFile> LoadSdmxMl(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_ML_H_
