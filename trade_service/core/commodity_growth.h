#ifndef ENTENTE_TRADE_SERVICE_CORE_COMMODITY_GROWTH_H_
#define ENTENTE_TRADE_SERVICE_CORE_COMMODITY_GROWTH_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/commodity_table.h"

// What changed between two periods' commodities.
namespace entente::trade {

// One product's part in the growth of the total.
struct Contribution {
  absl::string_view code;             // in one of the rows
  const Commodity* before = nullptr;  // null: not in that table
  const Commodity* now = nullptr;     // null: not in that table
  Decimal change;                     // what is not in a table counts as 0
  // change by the earlier total, in percentage points; absent as CommodityGrowth::percent.
  std::optional<double> points;
};

// A total's growth and where it comes from: the changes of all products and of what is not
// specified add up to the change of the total, exactly.
struct CommodityGrowth {
  Decimal change;  // of the total
  // Of the earlier total; absent if that is not above zero, or if either total may be too small
  // (kIncomplete).
  std::optional<double> percent;
  std::vector<Contribution> contributions;  // the largest change first, up or down, then by code
  Decimal not_specified_change;
  std::optional<double> not_specified_points;
};

// The growth from `before` to `now`, each product's contribution being its growth weighted by its
// earlier share, which at current prices is its change by the earlier total (INSEE, 'Contribution
// to GDP growth', insee.fr/en/metadonnees/definition/c1207). INVALID_ARGUMENT if the tables are not
// comparable (CheckComparable); OUT_OF_RANGE if a difference overflows.
absl::StatusOr<CommodityGrowth> GrowthByCommodity(const CommodityTable& before,
                                                  const CommodityTable& now);

// Products traded in one of two periods alone.
struct ProductTurnover {
  std::vector<const Commodity*> appeared;     // in `now`, by code
  std::vector<const Commodity*> disappeared;  // in `before`, by code
};

// Products with a value above zero in one period and none, or none above zero, in the other. This
// is the strict sense. Kehoe and Ruhl, 'How Important Is the New Goods Margin in International
// Trade?' (Journal of Political Economy 121(2), 2013, doi 10.1086/670272) also count goods traded
// 'only in small quantities' before. A product can come and go with a reporter's habits of coding,
// the finer the level the more so. INVALID_ARGUMENT if the tables are not comparable.
absl::StatusOr<ProductTurnover> TurnoverOfProducts(const CommodityTable& before,
                                                   const CommodityTable& now);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_COMMODITY_GROWTH_H_
