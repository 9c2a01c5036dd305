#include "trade_service/store/pruning.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <set>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/store/documents.h"

namespace entente::trade {
namespace {

// Sorts the states of a chain's blocks into those that go and those that stay.
class ChainPlanner {
 public:
  // `all`: the store's releases, in order of id. What is recorded later plays no part: a plan that
  // is not carried out keeps nobody from writing.
  ChainPlanner(const Store& store, const std::vector<Release>& all, int64_t chain,
               const std::set<int64_t>& going, PruningPlan& plan)
      : store_(store), last_(all.back().id), plan_(plan) {
    for (const Release& release : all) {
      if (release.chain != chain) continue;
      if (going.contains(release.id)) {
        going_.push_back(release.id);
      } else if (!release.pruned) {
        kept_.push_back(release.id);
      }
    }
  }

  // Takes the next state, in order of key and release.
  absl::Status Add(const BlockState& state) {
    if (state.release > last_) return absl::OkStatus();
    if (!block_.empty() && block_.back().position != state.position) RETURN_IF_ERROR(Finish());
    block_.push_back(state);
    return absl::OkStatus();
  }

  // Sorts the states of the block that was added last.
  absl::Status Finish() {
    const bool any = std::any_of(block_.begin(), block_.end(), [&](const BlockState& state) {
      return LastOn(kept_, state) != 0;
    });
    for (const BlockState& state : block_) {
      if (LastOn(kept_, state) != 0) continue;
      const bool remains = !any && &state == &block_.back();
      if (remains && state.rows == 0) continue;
      (remains ? plan_.emptied : plan_.gone).push_back(state);
      RETURN_IF_ERROR(Count(state));
    }
    block_.clear();
    return absl::OkStatus();
  }

 private:
  // The last of `releases` in which `state`, one of block_, stands; 0 if it stands in none.
  int64_t LastOn(const std::vector<int64_t>& releases, const BlockState& state) const {
    const BlockState* const next = &state == &block_.back() ? nullptr : &state + 1;
    const auto end = next == nullptr
                         ? releases.end()
                         : std::lower_bound(releases.begin(), releases.end(), next->release);
    return end == releases.begin() || *std::prev(end) < state.release ? 0 : *std::prev(end);
  }

  // Counts a state that goes with the last release that stands on it: one that goes, or the state
  // would have gone before. One without rows is nothing to count.
  absl::Status Count(const BlockState& state) {
    if (state.rows == 0) return absl::OkStatus();
    const int64_t id = LastOn(going_, state);
    const auto release =
        std::lower_bound(plan_.releases.begin(), plan_.releases.end(), id,
                         [](const Release& one, int64_t of) { return one.id < of; });
    ASSIGN_OR_RETURN(const int64_t bytes, store_.BlockSize(state));
    ++release->pruned->blocks;
    release->pruned->bytes += bytes;
    return absl::OkStatus();
  }

  const Store& store_;
  const int64_t last_;  // id of the last release that is known
  PruningPlan& plan_;
  std::vector<int64_t> going_;
  std::vector<int64_t> kept_;
  std::vector<BlockState> block_;  // states of one
};

absl::Status PlanChain(const Store& store, const std::vector<Release>& all, int64_t chain,
                       const std::set<int64_t>& going, PruningPlan& plan) {
  ChainPlanner planner(store, all, chain, going, plan);
  BlockQuery query;
  query.chain = chain;
  absl::Status status;
  RETURN_IF_ERROR(store.ScanBlocks(query, std::nullopt, [&](const BlockState& state) {
    status = planner.Add(state);
    return status.ok();
  }));
  RETURN_IF_ERROR(status);
  return planner.Finish();
}

}  // namespace

absl::Status ReleasePruned(const Release& release) {
  return Error(absl::StatusCode::kOutOfRange, "RELEASE_PRUNED",
               absl::StrCat("the answer needs release ", release.name,
                            ", which has been pruned: what it said is not kept; ask for a later "
                            "revision or day, or for the latest"))
      .With("release", release.name);
}

absl::Status CheckKept(const Store& store, int64_t id) {
  const auto releases = store.Releases();
  const Release& release = (*releases)[static_cast<size_t>(id - 1)];
  return release.pruned ? ReleasePruned(release) : absl::OkStatus();
}

absl::StatusOr<PruningPlan> PlanPruning(const Store& store, const PruneRule& rule) {
  const auto all = store.Releases();
  const std::vector<int64_t> ids = ReleasesToPrune(*all, rule);
  const std::set<int64_t> going(ids.begin(), ids.end());
  PruningPlan plan;
  std::set<int64_t> chains;
  for (const int64_t id : ids) {
    plan.releases.push_back((*all)[static_cast<size_t>(id - 1)]);
    plan.releases.back().pruned.emplace();
    chains.insert(plan.releases.back().chain);
  }
  for (const int64_t chain : chains) RETURN_IF_ERROR(PlanChain(store, *all, chain, going, plan));
  return plan;
}

void AddMarks(const std::vector<Release>& releases, Mutation& mutation) {
  for (const Release& release : releases) {
    mutation.writes.push_back({.collection = kReleases,
                               .name = release.name,
                               .body = Encode(release),
                               .expect = Write::Expect::kPresent});
  }
}

void MarkPruned(const std::vector<Release>& releases, const Commit& commit,
                std::vector<Release>& all) {
  for (const Release& release : releases) {
    Release& marked = all[static_cast<size_t>(release.id - 1)];
    marked.pruned = release.pruned;
    marked.pruned->revision = commit.revision;
    marked.pruned->recorded = commit.recorded;
  }
}

}  // namespace entente::trade
