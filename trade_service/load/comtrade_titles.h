#ifndef ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_TITLES_H_
#define ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_TITLES_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a line is the header of UN Comtrade's list of a classification's commodities:
// id,text,parent,...
bool IsComtradeTitlesHeader(absl::string_view line);

// Reads such a list (comtradeapi.un.org/files/v1/app/reference/H6.json, as CSV). The row of TOTAL
// tells the classification ("Total - All H5 commodities"). Titles lose the code that they repeat.
// INVALID_ARGUMENT: CLASSIFICATION_MISSING if no row tells it, CLASSIFICATION_MIXED if
// another one follows, and the errors of a table. Rows that
// are rejected tell column and reason: COMMODITY_INVALID, TITLE_MISSING, DUPLICATE_ROW.
absl::StatusOr<LoadedFile> LoadComtradeTitles(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_TITLES_H_
