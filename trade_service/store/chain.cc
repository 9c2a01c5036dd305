#include "trade_service/store/chain.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/block.h"
#include "trade_service/core/cell_diff.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

// Adds the changed, added and deleted cells of a block to `counts`.
absl::Status CountCells(const BlockBytes& before, const EncodedBlock& after, ChangeCounts& counts) {
  ASSIGN_OR_RETURN(const std::vector<Observation> old_rows,
                   DecodeBlock(after.key, before.columns, before.locators));
  ASSIGN_OR_RETURN(const std::vector<Observation> new_rows,
                   DecodeBlock(after.key, after.columns, after.locators));
  return DiffCells(old_rows, new_rows, kHalfACent, [&](const CellChange& change) {
    Count(change.kind, counts);
    return true;
  });
}

// The release before one that is not written: only tells what there is.
class Preview final : public ChainWriter {
 public:
  using ReadBytes = std::function<absl::StatusOr<BlockBytes>(const BlockState&)>;

  Preview(std::vector<BlockState> blocks, ReadBytes read)
      : blocks_(std::move(blocks)), read_(std::move(read)) {}

  absl::StatusOr<std::vector<BlockState>> Blocks() override { return std::move(blocks_); }
  absl::StatusOr<BlockBytes> Read(const BlockState& block) override { return read_(block); }
  absl::Status Put(const EncodedBlock&) override { return absl::OkStatus(); }
  absl::Status Withdraw(const BlockKey&) override { return absl::OkStatus(); }

 private:
  std::vector<BlockState> blocks_;
  const ReadBytes read_;
};

absl::StatusOr<Preview> PreviewOf(const Store& store, const Release* predecessor) {
  std::vector<BlockState> blocks;
  if (predecessor != nullptr) {
    RETURN_IF_ERROR(ScanBlocksIn(store, *predecessor, std::nullopt, [&](const BlockState& block) {
      blocks.push_back(block);
      return true;
    }));
  }
  return Preview(std::move(blocks),
                 [&store](const BlockState& block) { return store.ReadBlock(block); });
}

// Of a predecessor in the same import: only a file of facts has two releases, and is small.
absl::StatusOr<Preview> PreviewOf(const BlockSource& predecessor) {
  std::vector<BlockState> blocks;
  std::vector<BlockBytes> bytes;
  RETURN_IF_ERROR(predecessor.ForEach([&](const EncodedBlock& block) {
    blocks.push_back({.position = {.key = block.key},
                      .rows = block.rows,
                      .id = static_cast<int64_t>(bytes.size())});
    bytes.push_back({block.columns, block.locators});
    return absl::OkStatus();
  }));
  return Preview(std::move(blocks), [bytes = std::move(bytes)](const BlockState& block) {
    return bytes[static_cast<size_t>(block.id)];
  });
}

}  // namespace

Release NextRelease(const Release& added, const std::vector<Release>& all) {
  Release release = added;
  release.id = static_cast<int64_t>(all.size()) + 1;
  // One of every data set is kept.
  const Release* const predecessor = Predecessor(release, all);
  release.chain = predecessor == nullptr ? release.id : predecessor->chain;
  return release;
}

const Release* Predecessor(const Release& release, const std::vector<Release>& all) {
  const auto found = std::find_if(all.rbegin(), all.rend(), [&](const Release& earlier) {
    return !earlier.pruned && earlier.dataset == release.dataset &&
           SourceOf(earlier) == SourceOf(release);
  });
  return found == all.rend() ? nullptr : &*found;
}

absl::StatusOr<ChangeCounts> WriteChanges(const BlockSource& blocks, const Release& release,
                                          const Release* predecessor, ChainWriter& writer) {
  std::vector<BlockState> present;
  if (predecessor != nullptr) {
    ASSIGN_OR_RETURN(present, writer.Blocks());
  }
  ChangeCounts counts;
  auto next = present.begin();
  const auto withdraw = [&]() -> absl::Status {
    counts.deleted += next->rows;
    return writer.Withdraw((next++)->position.key);
  };
  // The same digits in another currency are other values.
  const bool comparable = predecessor != nullptr && predecessor->currency == release.currency;
  RETURN_IF_ERROR(blocks.ForEach([&](const EncodedBlock& block) -> absl::Status {
    while (next != present.end() && next->position.key < block.key) RETURN_IF_ERROR(withdraw());
    if (next == present.end() || next->position.key != block.key) {
      counts.added += block.rows;
      return writer.Put(block);
    }
    const BlockState& state = *next++;
    if (comparable) {
      ASSIGN_OR_RETURN(const BlockBytes before, writer.Read(state));
      if (before.columns == block.columns) return absl::OkStatus();
      RETURN_IF_ERROR(CountCells(before, block, counts));
    } else {
      counts.deleted += state.rows;
      counts.added += block.rows;
    }
    return writer.Put(block);
  }));
  while (next != present.end()) RETURN_IF_ERROR(withdraw());
  return counts;
}

absl::StatusOr<std::vector<ChangeCounts>> PreviewChanges(const Store& store,
                                                         const std::vector<NewRelease>& releases) {
  std::vector<Release> all = *store.Releases();
  const auto stored = static_cast<int64_t>(all.size());
  std::vector<ChangeCounts> changes;
  for (const NewRelease& added : releases) {
    Release release = NextRelease(added.release, all);
    const Release* const before = Predecessor(release, all);
    ASSIGN_OR_RETURN(
        Preview preview,
        before == nullptr || before->id <= stored
            ? PreviewOf(store, before)
            : PreviewOf(*releases[static_cast<size_t>(before->id - stored - 1)].blocks));
    ASSIGN_OR_RETURN(changes.emplace_back(), WriteChanges(*added.blocks, release, before, preview));
    all.push_back(std::move(release));
  }
  return changes;
}

}  // namespace entente::trade
