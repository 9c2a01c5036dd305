#include "trade_service/store/chain.h"

#include <algorithm>
#include <cstdint>

#include "common/status/status_macros.h"

namespace entente::trade {

Release NextRelease(const Release& added, const std::vector<Release>& all) {
  Release release = added;
  release.id = static_cast<int64_t>(all.size()) + 1;
  const Release* const predecessor = Predecessor(release, all);
  release.chain = predecessor == nullptr ? release.id : predecessor->chain;
  return release;
}

const Release* Predecessor(const Release& release, const std::vector<Release>& all) {
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const Release& earlier) {
    return earlier.dataset == release.dataset && SourceOf(earlier) == SourceOf(release);
  });
  return found == all.rend() ? nullptr : &*found;
}

absl::Status WriteChanges(const BlockSource& blocks, const Release& release,
                          const Release* predecessor, ChainWriter& writer) {
  if (predecessor == nullptr) {
    return blocks.ForEach([&](const EncodedBlock& block) { return writer.Put(block); });
  }
  ASSIGN_OR_RETURN(const std::vector<BlockKey> keys, writer.Keys());
  auto next = keys.begin();
  // The same digits in another currency are other values.
  const bool comparable = predecessor->currency == release.currency;
  RETURN_IF_ERROR(blocks.ForEach([&](const EncodedBlock& block) -> absl::Status {
    for (; next != keys.end() && *next < block.key; ++next) {
      RETURN_IF_ERROR(writer.Withdraw(*next));
    }
    if (next != keys.end() && *next == block.key) {
      ++next;
      if (comparable) {
        ASSIGN_OR_RETURN(const bool unchanged, writer.Has(block));
        if (unchanged) return absl::OkStatus();
      }
    }
    return writer.Put(block);
  }));
  for (; next != keys.end(); ++next) RETURN_IF_ERROR(writer.Withdraw(*next));
  return absl::OkStatus();
}

}  // namespace entente::trade
