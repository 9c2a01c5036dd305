#ifndef ENTENTE_TRADE_SERVICE_LOAD_BACI_TITLES_H_
#define ENTENTE_TRADE_SERVICE_LOAD_BACI_TITLES_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a line is the header of BACI's list of commodities: code,description.
bool IsBaciTitlesHeader(absl::string_view line);

// Reads BACI's list of the commodities of a revision of the Harmonized System. Revision and month
// of publication stand in the file's name, product_codes_HS92_V202301.csv: INVALID_ARGUMENT
// (FILE_NAME_INVALID) if they do not, and the errors of a table; only the line of 999999, the last
// code, may lack its end. Codes have 6 digits, of which a leading zero may be lost
// (COMMODITY_PADDED, noted); each belongs to the heading of its first four. Rows that are rejected
// tell column and reason: COMMODITY_INVALID, TITLE_MISSING, DUPLICATE_ROW.
absl::StatusOr<LoadedFile> LoadBaciTitles(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_BACI_TITLES_H_
