#ifndef ENTENTE_TRADE_SERVICE_STORE_CHAIN_H_
#define ENTENTE_TRADE_SERVICE_STORE_CHAIN_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "trade_service/core/batch.h"
#include "trade_service/core/block.h"
#include "trade_service/core/release.h"

// What the engines share of keeping a release: a chain of changes per data set.
namespace entente::trade {

// `added` as the store's next release, with id and chain. `all`: the releases before it, in order
// of id.
Release NextRelease(const Release& added, const std::vector<Release>& all);

// The release recorded last of the data set of `release`; null if it is the first.
const Release* Predecessor(const Release& release, const std::vector<Release>& all);

// What one engine does for one release of a chain. Its present state is that of the predecessor.
class ChainWriter {
 public:
  virtual ~ChainWriter() = default;
  // The keys of the blocks that there are, in order.
  virtual absl::StatusOr<std::vector<BlockKey>> Keys() = 0;
  // Whether there is this block with just these columns.
  virtual absl::StatusOr<bool> Has(const EncodedBlock& block) = 0;
  // Takes the block and its total in place of the present ones.
  virtual absl::Status Put(const EncodedBlock& block) = 0;
  // Ends the block and its total.
  virtual absl::Status Withdraw(const BlockKey& key) = 0;
};

// Writes what `blocks`, those of `release`, change in the chain that ends in `predecessor`.
absl::Status WriteChanges(const BlockSource& blocks, const Release& release,
                          const Release* predecessor, ChainWriter& writer);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_CHAIN_H_
