#ifndef ENTENTE_TRADE_SERVICE_STORE_PRUNING_H_
#define ENTENTE_TRADE_SERVICE_STORE_PRUNING_H_

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/journal/journal.h"
#include "trade_service/core/prune_rule.h"
#include "trade_service/core/release.h"
#include "trade_service/store/store.h"

// What the engines and the readers share of pruning.
namespace entente::trade {

// OUT_OF_RANGE (RELEASE_PRUNED), with the release as metadata.
absl::Status ReleasePruned(const Release& release);

// OK if the release with this id is kept by now, else ReleasePruned. Says of whatever was read
// before whether the release was whole in it.
absl::Status CheckKept(const Store& store, int64_t id);

// What a pruning does.
struct PruningPlan {
  std::vector<Release> releases;    // that go, in order of id; `pruned` says what goes with each
  std::vector<BlockState> gone;     // on which no release stands that is kept
  std::vector<BlockState> emptied;  // the same; without its values it is what remains of the block
};

// What pruning by `rule` does to the store as it is.
absl::StatusOr<PruningPlan> PlanPruning(const Store& store, const PruneRule& rule);

// Adds to `mutation` the state of each of `releases` that marks it as pruned.
void AddMarks(const std::vector<Release>& releases, Mutation& mutation);

// Marks each of `releases` in `all`, as pruned by `commit`.
void MarkPruned(const std::vector<Release>& releases, const Commit& commit,
                std::vector<Release>& all);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_PRUNING_H_
