#include "trade_service/core/top_commodities.h"

#include <algorithm>

#include "common/status/status_macros.h"
#include "trade_service/core/ratio.h"

namespace entente::trade {

absl::StatusOr<TopCommodities> Top(size_t count, const CommodityTable& table) {
  std::vector<const Commodity*> order;
  order.reserve(table.products.size());
  for (const Commodity& commodity : table.products) order.push_back(&commodity);
  count = std::min(count, order.size());
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(count), order.end(),
                    [](const Commodity* a, const Commodity* b) {
                      if (a->value != b->value) return a->value > b->value;
                      return a->code < b->code;
                    });

  TopCommodities result;
  result.other_count = static_cast<int64_t>(order.size() - count);
  ASSIGN_OR_RETURN(result.others, table.total.value.Subtract(table.not_specified));
  for (size_t i = 0; i < count; ++i) {
    const bool tied = i > 0 && order[i]->value == order[i - 1]->value;
    result.top.push_back({.commodity = order[i],
                          .rank = tied ? result.top.back().rank : static_cast<int>(i) + 1,
                          .share = ShareOf(*order[i], table.total)});
    ASSIGN_OR_RETURN(result.others, result.others.Subtract(order[i]->value));
  }
  return result;
}

}  // namespace entente::trade
