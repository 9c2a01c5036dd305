#include "trade_service/core/commodity_pairs.h"

namespace entente::trade {

std::vector<CommodityPair> PairByCode(const CommodityTable& left, const CommodityTable& right) {
  std::vector<CommodityPair> pairs;
  auto l = left.products.begin();
  auto r = right.products.begin();
  while (l != left.products.end() || r != right.products.end()) {
    const bool has_left =
        l != left.products.end() && (r == right.products.end() || l->code <= r->code);
    const bool has_right =
        r != right.products.end() && (l == left.products.end() || r->code <= l->code);
    pairs.push_back({.code = has_left ? l->code : r->code,
                     .left = has_left ? &*l : nullptr,
                     .right = has_right ? &*r : nullptr});
    if (has_left) ++l;
    if (has_right) ++r;
  }
  return pairs;
}

}  // namespace entente::trade
