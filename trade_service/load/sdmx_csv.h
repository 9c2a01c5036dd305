#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_CSV_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_CSV_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a line is the header of an SDMX-CSV message, 1.0 (DATAFLOW, ...) or 2.0 (STRUCTURE,
// STRUCTURE_ID, ACTION, ...).
bool IsSdmxCsvHeader(absl::string_view line);

// Reads a message of SDMX-CSV 1.0 or 2.0 of a data flow that is known (sdmx_flow.h), with codes or
// with codes and labels ("A: Annual"), separated by commas or tabs. It becomes one release of the
// publisher (sdmx_load.h), published, where `file` does not tell it, on the day that the first
// row's LAST UPDATE (Eurostat) has. What we wrote ourselves: sdmx_own.h.
//
// FILE_MALFORMED, FILE_EMPTY, FILE_TRUNCATED, DATAFLOW_MIXED (a row is of another data flow than
// the first) and ACTION_REFUSED (a row only says what changed) name the line; DATAFLOW_UNKNOWN;
// DIMENSION_UNKNOWN for a column before the value that is none of the flow's.
absl::StatusOr<LoadedFile> LoadSdmxCsv(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_CSV_H_
