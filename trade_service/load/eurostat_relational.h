#ifndef ENTENTE_TRADE_SERVICE_LOAD_EUROSTAT_RELATIONAL_H_
#define ENTENTE_TRADE_SERVICE_LOAD_EUROSTAT_RELATIONAL_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a line is the header of Eurostat's 'Relational View'.
bool IsEurostatRelationalHeader(absl::string_view line);

// Reads the 'Relational View' that Eurostat's Comext gives as CSV: areas by name, all else as code
// and label ("TOTAL-Total", "2-EXPORT", "202408-Aug. 2024", of a year "202352-Jan.-Dec. 2023"),
// values in euro, net weight in 100 kg. It becomes one release of sources/eurostat-comext in EUR;
// groups of countries keep Eurostat's code (eurostat_area.h).
//
// A row is a total where its statistical procedure is T-Total or there is no such column; rows of
// other procedures are details (comtrade_release.h says what becomes of them).
//
// FILE_MALFORMED, FILE_EMPTY and FILE_TRUNCATED name the line. A row that cannot be used is
// rejected: AREA_INVALID, FLOW_UNKNOWN, PERIOD_INVALID, CODE_INVALID, VALUE_MISSING, VALUE_INVALID,
// CELL_CONFLICT.
absl::StatusOr<LoadedFile> LoadEurostatRelational(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_EUROSTAT_RELATIONAL_H_
