#ifndef ENTENTE_TRADE_SERVICE_LOAD_BACI_H_
#define ENTENTE_TRADE_SERVICE_LOAD_BACI_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a line is the header of a file of CEPII's BACI: t, i, j, k, v, q.
bool IsBaciHeader(absl::string_view line);

// Whether a line is the header of BACI's list of countries.
bool IsBaciCountriesHeader(absl::string_view line);

// Reads a year of CEPII's BACI: exports that both sides' reports were reconciled to, FOB, by
// commodities of 6 digits. Thousands of US dollars become dollars, metric tons kilograms. It
// becomes one release of sources/cepii-baci; revision of the Harmonized System, data set and month
// of publication stand in the file's name: INVALID_ARGUMENT (FILE_NAME_INVALID) if they do not.
// BACI lists every commodity and has no total: it is added up.
//
// FILE_MALFORMED and FILE_TRUNCATED name the line. A row that cannot be used is rejected in the
// report: PERIOD_INVALID, AREA_INVALID, COMMODITY_INVALID, VALUE_INVALID, CELL_CONFLICT. What is
// odd and kept is noted: SELF_TRADE, COMMODITY_PADDED (a leading zero was lost), DUPLICATE_ROW.
absl::StatusOr<LoadedFile> LoadBaci(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_BACI_H_
