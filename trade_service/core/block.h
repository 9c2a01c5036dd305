#ifndef ENTENTE_TRADE_SERVICE_CORE_BLOCK_H_
#define ENTENTE_TRADE_SERVICE_CORE_BLOCK_H_

#include <compare>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>

#include "absl/status/status.h"

#include "common/time/period.h"
#include "trade_service/core/observation.h"

namespace entente::trade {

// Which block an observation is in: observations are stored and sent by the block.
struct BlockKey {
  std::string reporter;
  std::string partner;
  std::string flow;
  Period period;

  // The order in which blocks are kept and given.
  friend auto operator<=>(const BlockKey&, const BlockKey&) = default;

  template <typename H>
  friend H AbslHashValue(H hash, const BlockKey& key) {
    return H::combine(std::move(hash), key.reporter, key.partner, key.flow, key.period);
  }
};

inline BlockKey KeyOf(const Cell& cell) {
  return {cell.reporter, cell.partner, cell.flow, cell.period};
}

// The cell of a block that has no commodity yet.
inline Cell CellOf(const BlockKey& key) {
  Cell cell;
  cell.reporter = key.reporter;
  cell.partner = key.partner;
  cell.frequency = key.period.frequency();
  cell.flow = key.flow;
  cell.period = key.period;
  return cell;
}

// A block with its values as trade_service/block.h encodes them. Equal values, wherever they stand
// in their file, are equal `columns`.
struct EncodedBlock {
  BlockKey key;
  int64_t rows = 0;
  std::string columns;
  std::string locators;
  // Total trade: the row of TOTAL or, of a source that has none and is known to list every
  // commodity, their sum.
  std::optional<Observation> total;
};

// The blocks of a release, in order of key, each key once. Can be read more than once.
class BlockSource {
 public:
  virtual ~BlockSource() = default;
  // Gives every block to `visit` until it fails.
  virtual absl::Status ForEach(
      const std::function<absl::Status(const EncodedBlock&)>& visit) const = 0;
  // Gives the key and the number of rows of every block, without reading it.
  virtual void ForEachKey(
      const std::function<void(const BlockKey& key, int64_t rows)>& visit) const = 0;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_BLOCK_H_
