#ifndef ENTENTE_TRADE_SERVICE_CORE_TOP_COMMODITIES_H_
#define ENTENTE_TRADE_SERVICE_CORE_TOP_COMMODITIES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/commodity_table.h"

namespace entente::trade {

// A product and its place.
struct RankedCommodity {
  const Commodity* commodity = nullptr;  // in the table, which must outlive this
  int rank = 1;                          // equal values share the better rank: 1, 2, 2, 4
  std::optional<double> share;           // of the table's total (ShareOf)
};

// A table's total, told by its largest products: top + others + the table's not_specified = total,
// exactly.
struct TopCommodities {
  std::vector<RankedCommodity> top;  // largest first, then by code
  int64_t other_count = 0;           // products that are not among them
  Decimal others;                    // and their sum
};

// The `count` largest products of a table, or all of them if there are fewer. OUT_OF_RANGE if a sum
// overflows.
absl::StatusOr<TopCommodities> Top(size_t count, const CommodityTable& table);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_TOP_COMMODITIES_H_
