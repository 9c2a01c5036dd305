#ifndef ENTENTE_TRADE_SERVICE_OBSERVATION_FILTER_H_
#define ENTENTE_TRADE_SERVICE_OBSERVATION_FILTER_H_

#include <optional>

#include "absl/status/statusor.h"

#include "common/api/filter_tree.h"
#include "entente/trade/v1/statistics_service.pb.h"
#include "trade_service/core/block.h"
#include "trade_service/core/observation.h"
#include "trade_service/core/release.h"
#include "trade_service/observation_condition.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// Which observations a request wants, in its `filter` and in its fields `commodity` and `source`.
class ObservationFilter {
 public:
  // INVALID_ARGUMENT: FILTER_INVALID, or the reason of a country, period or commodity. Whether the
  // store has the source is not looked at.
  static absl::StatusOr<ObservationFilter> Of(const v1::StreamObservationsRequest& request);

  // Makes a query ask only for blocks of which the filter can hold, as far as conditions that are
  // combined by AND alone tell them. A member that asks for something is left as it is.
  void Narrow(BlockQuery& query) const;

  // Whether the filter holds of every row of a block (true) or of none (false), as far as that can
  // be told without reading the block.
  std::optional<bool> HoldsOf(const BlockKey& key, const Release& release) const {
    return Holds(key, release, nullptr);
  }

  // Whether the filter holds of a row of that block.
  bool HoldsOf(const BlockKey& key, const Release& release, const Observation& row) const {
    return Holds(key, release, &row).value_or(false);
  }

 private:
  std::optional<bool> Holds(const BlockKey& key, const Release& release,
                            const Observation* row) const;

  FilterTree<ObservationTest> tree_;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_OBSERVATION_FILTER_H_
