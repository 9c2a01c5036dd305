#ifndef ENTENTE_TRADE_SERVICE_LOAD_MATRIX_H_
#define ENTENTE_TRADE_SERVICE_LOAD_MATRIX_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a line is the header of a matrix of countries: it names an exporter, an importer and a
// value, or most of what stands in it are countries.
bool IsMatrixHeader(absl::string_view line);

// Reads exports of country to country, each row an exporter, an importer, maybe a year or other
// period, and a value; or a square whose first line has importers and whose first column has
// exporters. A blank, NA or nan is no value. Values are total trade as exported, of one release of
// the source that `file` names, in the unit that the value's column names (`value_kusd`) or `file`
// does. Countries: MatrixArea.
//
// INVALID_ARGUMENT: SOURCE_MISSING, PERIOD_MISSING (neither a column nor `file` says it),
// UNIT_CONFLICT, and what Table finds. A row that cannot be used is rejected in the report:
// AREA_UNKNOWN, PERIOD_INVALID, VALUE_INVALID, CELL_CONFLICT. What is odd and kept is noted:
// SELF_TRADE, DUPLICATE_ROW; a row without a value is noted as VALUE_MISSING, and not read.
absl::StatusOr<LoadedFile> LoadMatrix(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_MATRIX_H_
