#ifndef ENTENTE_TRADE_SERVICE_LOAD_SDMX_OWN_H_
#define ENTENTE_TRADE_SERVICE_LOAD_SDMX_OWN_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether an SDMX message names our own data structure, ENTENTE:TRADE(1.0.0).
bool IsOwnStructure(absl::string_view structure_id);

// Reads an SDMX-CSV message of our own data structure, as `entente trade observations --format
// sdmx-csv` writes it (docs/formats.md): a row an observation, with all that is known of it, of its
// release and of its source. It becomes releases (own_releases.h) of the source that its rows are
// of, or of the one that `file` names.
//
// FILE_MALFORMED, FILE_EMPTY, FILE_TRUNCATED, DATAFLOW_MIXED, ACTION_REFUSED (sdmx_action.h),
// RELEASE_INVALID (no release or currency; what is said of release or source cannot be read) and
// RELEASE_MIXED (rows of two sources or in two currencies) name the line; RELEASE_MIXED too are
// rows of too many data sets. A row that cannot be used is rejected in the report: PERIOD_INVALID,
// AREA_INVALID, CODE_INVALID, VALUE_INVALID, VALUATION_INVALID, FLAG_INVALID, CELL_INVALID,
// CELL_CONFLICT.
absl::StatusOr<LoadedFile> LoadOwnSdmxCsv(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_SDMX_OWN_H_
