#ifndef ENTENTE_TRADE_SERVICE_OBSERVATION_CONDITION_H_
#define ENTENTE_TRADE_SERVICE_OBSERVATION_CONDITION_H_

#include <functional>
#include <optional>

#include "absl/status/statusor.h"

#include "common/api/filter.h"
#include "trade_service/core/block.h"
#include "trade_service/core/observation.h"
#include "trade_service/core/release.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// What a condition on observations asks: of a block or, where `of_block` is null, of a row.
struct ObservationTest {
  std::function<bool(const BlockKey&, const Release&)> of_block;
  // Absent: the row does not say, so that neither the condition nor its NOT holds.
  std::function<std::optional<bool>(const Observation&)> of_row;
  // Makes a query ask only for what the condition holds of, where a query can; it leaves members
  // that ask for something as they are. Null: a query cannot.
  std::function<void(BlockQuery&)> narrow;
};

// The fields of StreamObservationsRequest.filter, each with its comparisons and the meaning of its
// values. INVALID_ARGUMENT: FILTER_INVALID, or the reason of a country or period.
absl::StatusOr<ObservationTest> TestOf(const FilterCondition& condition);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_OBSERVATION_CONDITION_H_
