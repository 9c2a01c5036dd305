#ifndef ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_CSV_H_
#define ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_CSV_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a line is the header of a UN Comtrade API v1 file, comma- or tab-separated.
bool IsComtradeHeader(absl::string_view line);

// Reads a file of UN Comtrade API v1: the portal's CSV (quoted, one empty field more than the
// header, latin-1), the API's, a pandas dump (`True`, `853234.0`, no descriptions), the bulk
// download's TSV. It becomes one release of sources/un-comtrade in USD.
//
// A row is a total where customs procedure, mode of transport, mode of supply and second partner
// are; the other rows are details. Where a cell has a total row, its details are left aside
// (`superseded`); where it has none, the details of the coarsest kind that the file has are added
// up (`merged`), so that nothing is counted twice. The name of a bulk file tells data set and day
// of publication, where the header does not.
//
// FILE_MALFORMED and FILE_TRUNCATED name the line. A row that cannot be used is rejected in
// the report: TYPE_UNKNOWN, PERIOD_INVALID, AREA_INVALID, VALUE_INVALID, COMMODITY_MISSING,
// FLOW_MISSING, CODE_INVALID, FLAG_INVALID, CELL_CONFLICT. What is odd and kept is noted:
// FLOW_UNKNOWN, SELF_TRADE, COMMODITY_PADDED (a leading zero was lost), DUPLICATE_ROW.
absl::StatusOr<LoadedFile> LoadComtradeCsv(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_CSV_H_
