#ifndef ENTENTE_TRADE_SERVICE_COMMODITY_SUMS_H_
#define ENTENTE_TRADE_SERVICE_COMMODITY_SUMS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/block.h"
#include "trade_service/core/decimal.h"
#include "trade_service/core/observation.h"
#include "trade_service/packed_row.h"

namespace entente::trade {

// The values of one commodity, added up.
struct CommoditySum {
  std::string commodity;
  std::string classification;
  Decimal value;
  Valuation valuation = Valuation::kUnspecified;  // that of all parts, if they have the same
  Flags flags;                                    // those of any part, and kSummed
};

// The values of many blocks, millions of rows, added up by commodity and classification. Codes of
// all levels are kept apart. Exact.
class CommoditySums {
 public:
  // Adds the rows of a block (block.h). DATA_LOSS if its bytes are damaged; OUT_OF_RANGE if a sum
  // overflows.
  absl::Status Add(absl::string_view columns);

  // The sums, in order of commodity and classification. OUT_OF_RANGE if one overflows.
  absl::StatusOr<std::vector<CommoditySum>> All() const;

 private:
  // The number of a classification and, behind it, of a commodity as PackedRow has it.
  using Key = uint64_t;
  static Key KeyOf(uint32_t classification, int32_t commodity) {
    return uint64_t{classification} << 32 | static_cast<uint32_t>(commodity);
  }
  // Small, so that those of a whole classification stay in a processor's cache.
  struct Sum {
    int64_t scaled = 0;  // by scale_
    Flags flags;
    Valuation valuation = Valuation::kUnspecified;
  };

  absl::Status AddRow(uint32_t classification, const AddedValue& row);
  absl::Status AddValue(Key key, const Decimal& value, Sum& sum);
  // Moves what is scaled to rests_.
  absl::Status Settle(Key key, Sum& sum);
  absl::Status Rescale(int scale);

  RowTexts texts_;
  absl::flat_hash_map<Key, Sum> sums_;
  absl::flat_hash_map<Key, Decimal> rests_;  // of sums, what does not fit into 64 bits
  int scale_ = 0;                            // the greatest of a value so far
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_COMMODITY_SUMS_H_
