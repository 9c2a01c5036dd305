#ifndef ENTENTE_TRADE_SERVICE_LOAD_BNS_XLS_H_
#define ENTENTE_TRADE_SERVICE_LOAD_BNS_XLS_H_

#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/load/file.h"
#include "trade_service/load/xls.h"

namespace entente::trade {

// Reads trade by country of the Bureau of National Statistics of Kazakhstan, .xls: a worksheet for
// each year, above the table its period ("за 2022 год", "за январь-декабрь 2022 года") and unit
// ("тыс. долларов США"), a header of two rows, then a row for the world, each group of countries
// and each country, with turnover, exports and imports. It becomes one release of sources/kaz-bns
// in USD: total trade of KAZ, X and M, an observation for each value that is not blank. `read`
// counts those values.
//
// The values are doubles in the file; each is taken as the shortest decimal that is that double, so
// that 135527430.80509999 is the 135527430.8051 that was published.
//
// Worksheets without such a table are noted (SHEET_SKIPPED), and so are groups (GROUP; they keep
// codes of their own and are no countries), rows of text alone (TEXT_ROW) and rows whose turnover
// is not the sum of the other two (TURNOVER_DIFFERS). Rejected: PARTNER_UNKNOWN, VALUE_INVALID,
// CELL_CONFLICT; `line` is the row. A worksheet of no whole year (PERIOD_INVALID) or of another
// unit (UNIT_UNKNOWN) is rejected as if it were one value; the file is refused for that if no other
// worksheet has a table, and with FILE_MALFORMED if none has one at all.
//
// Where a footnote says that data are provisional ("* предварительные данные"), so are the values
// whose row or column has its asterisk; all of the worksheet's if none has it, or the caption does.
absl::StatusOr<LoadedFile> LoadBnsXls(const File& file);

// The same of worksheets that have been read.
absl::StatusOr<LoadedFile> LoadBnsSheets(const File& file, const std::vector<XlsSheet>& sheets);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_BNS_XLS_H_
