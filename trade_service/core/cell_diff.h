#ifndef ENTENTE_TRADE_SERVICE_CORE_CELL_DIFF_H_
#define ENTENTE_TRADE_SERVICE_CORE_CELL_DIFF_H_

#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "trade_service/core/observation.h"
#include "trade_service/core/release.h"

namespace entente::trade {

// A cell that differs between two states of the data.
struct CellChange {
  enum class Kind { kChanged, kAdded, kDeleted };
  Kind kind = Kind::kChanged;
  const Observation* before = nullptr;  // null if added
  const Observation* after = nullptr;   // null if deleted
};

// Adds one change to its count.
void Count(CellChange::Kind kind, ChangeCounts& counts);

// Half a cent: what a value must differ by where nothing else is asked for.
inline const Decimal kHalfACent = Decimal::FromScaled(5, 3);

// Gives the next observation at each call, null behind the last; it lives until the next call.
using NextObservation = absl::FunctionRef<absl::StatusOr<const Observation*>()>;

// Gives to `visit` what differs between two sequences, each in order of cell (Cell's order) with no
// cell twice, reading each once and keeping nothing. A value changed if it differs by more than
// `tolerance`: 0 for any difference; half of the last digit that counts, where a source computes
// its values anew (currency conversion) and the last digits shake. What else an observation says
// (weight, flags, locator) makes no change. Stops early, with OK, when `visit` returns false.
// INVALID_ARGUMENT, naming the cell, for a sequence out of order; an error of a sequence as it is;
// OUT_OF_RANGE if two values are too far apart to be subtracted.
absl::Status DiffCells(NextObservation before, NextObservation after, const Decimal& tolerance,
                       absl::FunctionRef<bool(const CellChange&)> visit);

// The differences of two lists.
absl::Status DiffCells(const std::vector<Observation>& before,
                       const std::vector<Observation>& after, const Decimal& tolerance,
                       absl::FunctionRef<bool(const CellChange&)> visit);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_CELL_DIFF_H_
