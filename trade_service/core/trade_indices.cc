#include "trade_service/core/trade_indices.h"

#include "common/status/status_macros.h"
#include "trade_service/core/commodity_pairs.h"
#include "trade_service/core/ratio.h"

namespace entente::trade {
namespace {

bool MayBeTooSmall(const Commodity* commodity) {
  return commodity != nullptr && commodity->flags.Has(Flag::kIncomplete);
}

}  // namespace

std::optional<Concentration> Herfindahl(const CommodityTable& table) {
  if (table.total.flags.Has(Flag::kIncomplete)) return std::nullopt;
  Concentration concentration;
  double sum = 0;
  double squares = 0;
  for (const Commodity& commodity : table.products) {
    if (commodity.flags.Has(Flag::kIncomplete)) return std::nullopt;
    if (commodity.value <= Decimal()) continue;
    const double value = commodity.value.ToDouble();
    sum += value;
    squares += value * value;
    ++concentration.products;
  }
  if (concentration.products == 0) return std::nullopt;
  concentration.hhi = squares / (sum * sum);
  if (concentration.products > 1) {
    const double least = 1 / static_cast<double>(concentration.products);
    concentration.normalized = (concentration.hhi - least) / (1 - least);
  }
  return concentration;
}

absl::StatusOr<std::vector<ProductIndex>> RevealedComparativeAdvantage(
    const CommodityTable& exports_to_world, const CommodityTable& exports_of_world) {
  RETURN_IF_ERROR(CheckComparable(exports_to_world, exports_of_world));
  std::vector<ProductIndex> advantages;
  for (const CommodityPair& pair : PairByCode(exports_to_world, exports_of_world)) {
    if (pair.left == nullptr || pair.right == nullptr) continue;
    const std::optional<double> share = ShareOf(*pair.left, exports_to_world.total);
    const std::optional<double> usual = ShareOf(*pair.right, exports_of_world.total);
    if (share && usual && *usual > 0) advantages.push_back({pair.code, *share / *usual});
  }
  return advantages;
}

absl::StatusOr<IntraIndustryTrade> GrubelLloyd(const CommodityTable& exports,
                                               const CommodityTable& imports) {
  RETURN_IF_ERROR(CheckComparable(exports, imports));
  IntraIndustryTrade trade;
  Decimal trade_sum;
  Decimal overlap_sum;
  bool whole = true;
  for (const CommodityPair& pair : PairByCode(exports, imports)) {
    if (MayBeTooSmall(pair.left) || MayBeTooSmall(pair.right)) {
      whole = false;
      continue;
    }
    const Decimal x = ValueOf(pair.left);
    const Decimal m = ValueOf(pair.right);
    if (x < Decimal() || m < Decimal()) continue;
    ASSIGN_OR_RETURN(const Decimal both, x.Add(m));
    // (X + M) - |X - M| is twice the smaller one.
    const Decimal& smaller = x < m ? x : m;
    ASSIGN_OR_RETURN(const Decimal overlap, smaller.Add(smaller));
    const std::optional<double> index = Ratio(overlap, both);
    if (!index) continue;
    trade.products.push_back({pair.code, *index});
    ASSIGN_OR_RETURN(trade_sum, trade_sum.Add(both));
    ASSIGN_OR_RETURN(overlap_sum, overlap_sum.Add(overlap));
  }
  if (whole) trade.aggregate = Ratio(overlap_sum, trade_sum);
  return trade;
}

}  // namespace entente::trade
