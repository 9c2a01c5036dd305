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
// download's TSV. What its rows become: ComtradeRelease. FILE_MALFORMED and FILE_TRUNCATED name the
// line.
absl::StatusOr<LoadedFile> LoadComtradeCsv(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_CSV_H_
