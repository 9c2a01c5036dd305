#ifndef ENTENTE_TRADE_SERVICE_CORE_COMMODITY_PAIRS_H_
#define ENTENTE_TRADE_SERVICE_CORE_COMMODITY_PAIRS_H_

#include <vector>

#include "absl/strings/string_view.h"

#include "trade_service/core/commodity_table.h"

namespace entente::trade {

// One product in two tables; null where it is not in that one.
struct CommodityPair {
  absl::string_view code;
  const Commodity* left = nullptr;
  const Commodity* right = nullptr;
};

// The products of either table, by code.
std::vector<CommodityPair> PairByCode(const CommodityTable& left, const CommodityTable& right);

// The value of a commodity; 0 for null.
inline Decimal ValueOf(const Commodity* commodity) {
  return commodity == nullptr ? Decimal() : commodity->value;
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_COMMODITY_PAIRS_H_
