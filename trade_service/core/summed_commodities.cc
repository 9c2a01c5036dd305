#include "trade_service/core/summed_commodities.h"

#include <map>
#include <utility>

#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

absl::StatusOr<std::vector<Commodity>> SumOf(std::vector<Commodity> CommodityTable::*commodities,
                                             const std::vector<const CommodityTable*>& parts) {
  std::map<absl::string_view, Commodity> by_code;
  for (const CommodityTable* part : parts) {
    for (const Commodity& one : part->*commodities) {
      Commodity& sum = by_code[one.code];
      sum.code = one.code;
      RETURN_IF_ERROR(AddTo(sum, one));
    }
  }
  std::vector<Commodity> sums;
  sums.reserve(by_code.size());
  for (auto& [code, sum] : by_code) sums.push_back(std::move(sum));
  return sums;
}

}  // namespace

absl::StatusOr<CommodityTable> AddUp(const std::vector<const CommodityTable*>& parts) {
  CommodityTable table;
  table.classification = parts.front()->classification;
  table.currency = parts.front()->currency;
  table.level = parts.front()->level;
  table.total.code = kTotal;
  for (const CommodityTable* part : parts) {
    RETURN_IF_ERROR(CheckComparable(table, *part));
    RETURN_IF_ERROR(AddTo(table.total, part->total));
    ASSIGN_OR_RETURN(table.not_specified, table.not_specified.Add(part->not_specified));
  }
  ASSIGN_OR_RETURN(table.products, SumOf(&CommodityTable::products, parts));
  ASSIGN_OR_RETURN(table.unspecified, SumOf(&CommodityTable::unspecified, parts));
  return table;
}

}  // namespace entente::trade
