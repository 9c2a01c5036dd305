#ifndef ENTENTE_TRADE_SERVICE_CORE_SUMMED_COMMODITIES_H_
#define ENTENTE_TRADE_SERVICE_CORE_SUMMED_COMMODITIES_H_

#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/commodity_table.h"

namespace entente::trade {

// The table of a period out of those of its parts, at least one, each value flagged kSummed; a
// commodity that a part lacks was not traded in it. INVALID_ARGUMENT unless the parts can be
// compared (CheckComparable); OUT_OF_RANGE if a sum overflows.
absl::StatusOr<CommodityTable> AddUp(const std::vector<const CommodityTable*>& parts);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_SUMMED_COMMODITIES_H_
