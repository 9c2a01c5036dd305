#include "trade_service/core/lists_all.h"

#include "common/status/status_macros.h"
#include "trade_service/core/coarsest.h"

namespace entente::trade {

absl::StatusOr<bool> ListsAllCodes(size_t digits, absl::string_view classification,
                                   const std::vector<Observation>& block) {
  const Observation* total = nullptr;
  Decimal sum;
  Coarsest coarsest;
  for (const Observation& row : block) {
    const Cell& cell = row.cell;
    if (cell.commodity == kTotal) {
      total = &row;
    } else if (cell.classification == classification && cell.commodity.size() >= digits &&
               coarsest.Take(cell.commodity)) {
      ASSIGN_OR_RETURN(sum, sum.Add(row.value));
    }
  }
  return total != nullptr && total->value == sum;
}

absl::Status FlagUnlessAll(int64_t release, absl::string_view classification,
                           const ListsAll& lists_all, Flags& sum) {
  ASSIGN_OR_RETURN(const bool all, lists_all(release, classification));
  if (!all) sum.Add(Flag::kIncomplete);
  return absl::OkStatus();
}

}  // namespace entente::trade
