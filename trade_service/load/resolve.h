#ifndef ENTENTE_TRADE_SERVICE_LOAD_RESOLVE_H_
#define ENTENTE_TRADE_SERVICE_LOAD_RESOLVE_H_

#include <vector>

#include "absl/status/statusor.h"

#include "common/provenance/import_report.h"
#include "trade_service/core/observation.h"
#include "trade_service/load/row.h"

namespace entente::trade {

// The observations that the rows of one block make up, in order of cell, each counted once: by its
// total row where there is one (the others are `superseded`), else by its details of the coarsest
// kind that there is, added up (`merged`), so that nothing is counted twice.
//
// `rows` are in the order of the file. A second row of the same total or detail is noted
// (DUPLICATE_ROW) if it says the same, else rejected (CELL_CONFLICT): one of them is wrong.
// OUT_OF_RANGE if a sum overflows.
absl::StatusOr<std::vector<Observation>> Resolve(std::vector<Row> rows, ImportReport& report);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_RESOLVE_H_
