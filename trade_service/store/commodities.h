#ifndef ENTENTE_TRADE_SERVICE_STORE_COMMODITIES_H_
#define ENTENTE_TRADE_SERVICE_STORE_COMMODITIES_H_

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/basis.h"
#include "trade_service/core/commodity_table.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {

// What one source says of the commodities of a reporter, partner, flow and period.
struct Commodities {
  Basis basis;
  // Of every level, by code, each once, with the row of TOTAL if there is one.
  std::unique_ptr<const std::vector<CommodityRow>> rows;
  CommodityTable table;                            // of them
  std::vector<std::string> other_classifications;  // of commodities that are not among the rows
};

// The commodities of `key` at a level of 2, 4 or 6 digits, of the weightiest source within `asked`
// that has any. Its latest revision of the Harmonized System has the say; where data sets
// overlap, the one published last. Nothing if no source has commodities. OUT_OF_RANGE if a sum
// overflows.
absl::StatusOr<std::optional<Commodities>> ReadCommodities(const Snapshot& snapshot,
                                                           const BlockKey& key, int level,
                                                           const Basis& asked);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_COMMODITIES_H_
