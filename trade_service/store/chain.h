#ifndef ENTENTE_TRADE_SERVICE_STORE_CHAIN_H_
#define ENTENTE_TRADE_SERVICE_STORE_CHAIN_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "trade_service/core/batch.h"
#include "trade_service/core/block.h"
#include "trade_service/core/release.h"
#include "trade_service/store/store.h"

// What the engines share of keeping a release: a chain of changes per data set.
namespace entente::trade {

// `added` as the store's next release, with id and chain. `all`: the releases before it, in order
// of id.
Release NextRelease(const Release& added, const std::vector<Release>& all);

// The release recorded last of the data set of `release`, of those that are kept; null if it is the
// first. Once others are pruned, what stands in it is what stands at the end of the chain.
const Release* Predecessor(const Release& release, const std::vector<Release>& all);

// What is done for one release of a chain. Its present state is that of the predecessor.
class ChainWriter {
 public:
  virtual ~ChainWriter() = default;
  // The blocks that stand at the end of the chain, in order of key.
  virtual absl::StatusOr<std::vector<BlockState>> Blocks() = 0;
  // The values of one of them.
  virtual absl::StatusOr<BlockBytes> Read(const BlockState& block) = 0;
  // Takes the block and its total in place of the present ones.
  virtual absl::Status Put(const EncodedBlock& block) = 0;
  // Ends the block and its total.
  virtual absl::Status Withdraw(const BlockKey& key) = 0;
};

// Writes what `blocks`, those of `release`, change in the chain that ends in `predecessor`, and
// counts it.
absl::StatusOr<ChangeCounts> WriteChanges(const BlockSource& blocks, const Release& release,
                                          const Release* predecessor, ChainWriter& writer);

// What each of `releases` would change if they were imported now, in this order.
absl::StatusOr<std::vector<ChangeCounts>> PreviewChanges(const Store& store,
                                                         const std::vector<NewRelease>& releases);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_CHAIN_H_
