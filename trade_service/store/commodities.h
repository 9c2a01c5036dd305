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
  // Of each part of the period: of every level, by code, each once, with the row of TOTAL if there
  // is one.
  std::vector<std::unique_ptr<const std::vector<CommodityRow>>> rows;
  CommodityTable table;                            // of them
  std::vector<std::string> other_classifications;  // of commodities that are not among the rows
};

// Which commodities are wanted.
struct CommodityQuery {
  BlockKey key;
  // The periods, no longer than the key's, that it is added up from. Empty: the longest ones of
  // which a source has all, that of the key before any others.
  std::optional<Frequency> parts;
  int level = 2;  // digits: 2, 4 or 6
  Basis asked;
};

// Of trade with the world: what a source has rows of or, where none has any, what a reconciled one
// lists (listed_world.h), added up here.
//
// The commodities of the weightiest source within what is asked for that has any, in every part of
// the period; of equally weighty ones the one with more rows. A source with less than half as many
// rows as another comes last. Its latest revision of the Harmonized System has the say, unless that
// has less than half as many codes as another; where data sets overlap, the one published last.
// Nothing if no source has commodities; `missing`, if there is one and it is empty, takes the parts
// for want of which there are none of the weightiest source that has some. OUT_OF_RANGE if a sum
// overflows.
absl::StatusOr<std::optional<Commodities>> ReadCommodities(const Snapshot& snapshot,
                                                           const CommodityQuery& query,
                                                           std::vector<Period>* missing = nullptr);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_COMMODITIES_H_
