#ifndef ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_JSON_H_
#define ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_JSON_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a JSON text can be an answer of UN Comtrade, of data or of an error.
bool IsComtradeJson(absl::string_view content);

// Reads an answer of the UN Comtrade API v1, JSON: an object whose `data` has the rows. Numbers are
// taken as they are written. What its rows become: ComtradeRelease; each is located as "data[17]",
// counted from 0. FILE_MALFORMED names line and column; FILE_IS_ERROR quotes an answer that is an
// error (`error`, or `statusCode` and `message`); FILE_EMPTY for one without rows; FILE_TRUNCATED
// for one with fewer than its `count`.
absl::StatusOr<LoadedFile> LoadComtradeJson(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_JSON_H_
