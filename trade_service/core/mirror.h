#ifndef ENTENTE_TRADE_SERVICE_CORE_MIRROR_H_
#define ENTENTE_TRADE_SERVICE_CORE_MIRROR_H_

#include <optional>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/commodity_table.h"
#include "trade_service/core/series.h"

// One direction of trade as both ends report it: the exporter's exports, and their mirror, the
// importer's imports.
namespace entente::trade {

// How the two ends' figures compare.
struct MirrorGap {
  std::optional<Decimal> gap;   // imports less exports: above zero where the importer reports more
  std::optional<double> ratio;  // imports by exports; absent where these are not above zero
};

// Both figures of a period; null where that end has none, and then there is no gap.
struct MirrorPeriod {
  Period period;
  const Point* exports = nullptr;  // in the series, which must outlive this
  const Point* imports = nullptr;
  MirrorGap gap;
};

// Both figures of every period that either end has, in order. INVALID_ARGUMENT unless the
// reporter of each series is the other's partner and the two have the same commodity,
// classification, frequency and currency; OUT_OF_RANGE if a difference overflows.
absl::StatusOr<std::vector<MirrorPeriod>> MirrorByPeriod(const Series& exports,
                                                         const Series& imports);

// Both figures of a product; null where that end has none. What one end alone reports counts as 0
// at the other.
struct MirrorProduct {
  absl::string_view code;              // in one of the rows
  const Commodity* exports = nullptr;  // in the tables, which must outlive this
  const Commodity* imports = nullptr;
  MirrorGap gap;
};

// Both figures of every product that either end has, by code. INVALID_ARGUMENT if the tables are
// not comparable (CheckComparable), but chapters are compared across revisions of the Harmonized
// System: these keep its chapters, and move few goods from one to another. OUT_OF_RANGE if a
// difference overflows.
absl::StatusOr<std::vector<MirrorProduct>> MirrorByProduct(const CommodityTable& exports,
                                                           const CommodityTable& imports);

// INVALID_ARGUMENT unless MirrorByProduct can compare the two.
absl::Status CheckMirrors(const CommodityTable& exports, const CommodityTable& imports);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_MIRROR_H_
