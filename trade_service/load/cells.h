#ifndef ENTENTE_TRADE_SERVICE_LOAD_CELLS_H_
#define ENTENTE_TRADE_SERVICE_LOAD_CELLS_H_

#include <map>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "common/provenance/import_report.h"
#include "trade_service/core/observation.h"
#include "trade_service/load/row.h"

namespace entente::trade {

// Gathers a file's rows into cells, each counted once: by its total row where there is one, else by
// its details, added up.
class Cells {
 public:
  // Takes a row; `observation.locator` says where it stands. A second row of the same total or
  // detail is noted (DUPLICATE_ROW) if it says the same. If it does not, the answer is false: one
  // of them is wrong.
  [[nodiscard]] bool Add(Row row, ImportReport& report);

  // The observations, in order of cell. Fills `kept`, `merged`, `superseded` and `totals` in.
  // OUT_OF_RANGE if a sum overflows.
  absl::StatusOr<std::vector<Observation>> Finish(ImportReport& report) &&;

 private:
  // Rows of one cell and one kind, by which detail they are.
  using Rows = std::map<std::string, Observation>;
  // By the set of Totals that the rows are.
  std::map<Cell, std::map<unsigned, Rows>> cells_;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_CELLS_H_
