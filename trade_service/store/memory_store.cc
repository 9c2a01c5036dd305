#include <map>
#include <mutex>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"

#include "common/journal/memory_journal.h"
#include "common/status/status_macros.h"
#include "trade_service/store/chain.h"
#include "trade_service/store/listed_world.h"
#include "trade_service/store/pruning.h"
#include "trade_service/store/store.h"

namespace entente::trade {
namespace {

// What the releases brought, at one revision.
struct Contents {
  std::vector<Release> releases;                                  // in order of id
  std::vector<std::shared_ptr<const EncodedBlock>> blocks;        // by id less 1; null once pruned
  std::map<BlockPosition, std::map<int64_t, int64_t>> positions;  // id of the block, by release
  std::map<WorldState, std::optional<std::string>> worlds;        // none once pruned
};

bool Matches(const BlockQuery& query, const BlockPosition& position) {
  const BlockKey& key = position.key;
  const auto wanted = [](const std::string& asked, const std::string& has) {
    return asked.empty() || asked == has;
  };
  return wanted(query.reporter, key.reporter) && wanted(query.partner, key.partner) &&
         wanted(query.flow, key.flow) &&
         (!query.frequency || *query.frequency == key.period.frequency()) &&
         (!query.period || *query.period == key.period) &&
         (query.chain == 0 || query.chain == position.chain);
}

// Takes out of `contents` what `plan` says.
void Apply(const PruningPlan& plan, Contents& contents) {
  for (const BlockState& state : plan.gone) {
    contents.positions.at(state.position).erase(state.release);
    contents.blocks[static_cast<size_t>(state.id - 1)] = nullptr;
  }
  for (const BlockState& state : plan.emptied) {
    auto ended = std::make_shared<EncodedBlock>();
    ended->key = state.position.key;
    contents.blocks[static_cast<size_t>(state.id - 1)] = nullptr;
    contents.blocks.push_back(std::move(ended));
    contents.positions.at(state.position)[state.release] =
        static_cast<int64_t>(contents.blocks.size());
  }
  for (const Release& release : plan.releases) {
    for (auto& [state, columns] : contents.worlds) {
      if (state.release == release.id) columns.reset();
    }
  }
}

// Adds one release's changes.
class Writer final : public ChainWriter {
 public:
  Writer(const Release& release, Contents& contents) : release_(release), contents_(contents) {}

  absl::StatusOr<std::vector<BlockState>> Blocks() override {
    std::vector<BlockState> blocks;
    for (const auto& [position, states] : contents_.positions) {
      const auto [release, id] = *states.rbegin();
      const int64_t rows = Block(id).rows;
      if (position.chain == release_.chain && rows > 0) {
        blocks.push_back({position, release, rows, id});
      }
    }
    return blocks;
  }

  absl::StatusOr<BlockBytes> Read(const BlockState& state) override {
    const EncodedBlock& block = Block(state.id);
    return BlockBytes{block.columns, block.locators};
  }

  absl::Status Put(const EncodedBlock& block) override {
    contents_.blocks.push_back(std::make_shared<EncodedBlock>(block));
    contents_.positions[{block.key, release_.chain}][release_.id] =
        static_cast<int64_t>(contents_.blocks.size());
    return absl::OkStatus();
  }

  absl::Status Withdraw(const BlockKey& key) override {
    EncodedBlock ended;
    ended.key = key;
    return Put(ended);
  }

 private:
  const EncodedBlock& Block(int64_t id) const {
    return *contents_.blocks[static_cast<size_t>(id - 1)];
  }

  const Release& release_;
  Contents& contents_;
};

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(const Clock& clock) : clock_(clock) {}

  const Journal& journal() const override { return journal_; }

  std::shared_ptr<const std::vector<Release>> Releases() const override {
    const auto contents = Now();
    return {contents, &contents->releases};
  }

 private:
  absl::StatusOr<Commit> DoCommit(const Mutation& mutation,
                                  const std::vector<NewRelease>& releases) override {
    const std::lock_guard writing(write_mutex_);
    if (releases.empty()) return journal_.Append(mutation, clock_.Now());
    const auto before = Now();
    const absl::Time now = clock_.Now();
    auto next = std::make_shared<Contents>(*before);
    for (const NewRelease& added : releases) {
      Release release = NextRelease(added.release, next->releases);
      release.recorded = now;
      release.revision = journal_.Head() + 1;
      Writer writer(release, *next);
      ASSIGN_OR_RETURN(release.changes, WriteChanges(*added.blocks, release,
                                                     Predecessor(release, next->releases), writer));
      ASSIGN_OR_RETURN(std::vector<ListedWorld> worlds, WorldsIn(*added.blocks));
      for (auto& [state, columns] : worlds) {
        state.release = release.id;
        next->worlds[state] = std::move(columns);
      }
      next->releases.push_back(std::move(release));
    }
    // The head moves last: whoever reads at it finds its releases.
    Set(std::move(next));
    absl::StatusOr<Commit> commit = journal_.Append(mutation, now);
    if (!commit.ok() || commit->repeated) Set(before);
    return commit;
  }

  absl::StatusOr<Commit> DoPrune(const Mutation& mutation, const PruneRule& rule) override {
    const std::lock_guard writing(write_mutex_);
    ASSIGN_OR_RETURN(const std::optional<Commit> earlier, journal_.FindRepetition(mutation));
    if (earlier) return *earlier;
    ASSIGN_OR_RETURN(const PruningPlan plan, PlanPruning(*this, rule));
    Mutation marking = mutation;
    AddMarks(plan.releases, marking);
    const auto before = Now();
    const absl::Time now = clock_.Now();
    auto next = std::make_shared<Contents>(*before);
    Apply(plan, *next);
    MarkPruned(plan.releases, {.revision = journal_.Head() + 1, .recorded = now}, next->releases);
    Set(std::move(next));
    absl::StatusOr<Commit> commit = journal_.Append(marking, now);
    if (!commit.ok()) Set(before);
    return commit;
  }

  absl::Status DoScanBlocks(const BlockQuery& query, const std::optional<BlockPosition>& after,
                            const std::function<bool(const BlockState&)>& visit) const override {
    const auto contents = Now();
    const auto& positions = contents->positions;
    for (auto at = after ? positions.upper_bound(*after) : positions.begin(); at != positions.end();
         ++at) {
      if (!Matches(query, at->first)) continue;
      for (const auto& [release, id] : at->second) {
        const int64_t rows = contents->blocks[static_cast<size_t>(id - 1)]->rows;
        if (!visit({at->first, release, rows, id})) return absl::OkStatus();
      }
    }
    return absl::OkStatus();
  }

  absl::Status DoScanPeriods(
      const BlockQuery& query,
      const std::function<void(const Period& period, int64_t chain)>& visit) const override {
    std::set<std::pair<Period, int64_t>> periods;
    for (const auto& [position, states] : Now()->positions) {
      if (Matches(query, position)) periods.emplace(position.key.period, position.chain);
    }
    for (const auto& [period, chain] : periods) visit(period, chain);
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<BlockBytes>> DoReadBlock(const BlockState& state) const override {
    const auto block = Now()->blocks[static_cast<size_t>(state.id - 1)];
    if (block == nullptr) return std::nullopt;
    return BlockBytes{block->columns, block->locators};
  }

  absl::StatusOr<int64_t> DoBlockSize(const BlockState& state) const override {
    ASSIGN_OR_RETURN(const BlockBytes bytes, ReadBlock(state));
    return static_cast<int64_t>(bytes.columns.size() + bytes.locators.size());
  }

  absl::Status DoScanTotals(const BlockQuery& query,
                            const std::function<void(const TotalState&)>& visit) const override {
    const auto contents = Now();
    for (const auto& [position, states] : contents->positions) {
      if (!Matches(query, position)) continue;
      for (const auto& [release, id] : states) {
        visit({position, release, contents->blocks[static_cast<size_t>(id - 1)]->total});
      }
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::vector<PartnerTotals>> DoReadPartnerTotals(
      const std::string& reporter, const std::string& flow, const Period& period) const override {
    BlockQuery query;
    query.reporter = reporter;
    query.flow = flow;
    query.period = period;
    std::map<std::pair<int64_t, int64_t>, PartnerTotals> by_release;
    RETURN_IF_ERROR(DoScanTotals(query, [&](const TotalState& state) {
      const int64_t chain = state.position.chain;
      PartnerTotals& one = by_release[{chain, state.release}];
      one.chain = chain;
      one.release = state.release;
      if (state.observation) {
        one.totals.push_back(FigureOf(*state.observation, &Cell::partner, state.release));
      } else {
        one.ended.push_back(state.position.key.partner);
      }
    }));
    std::vector<PartnerTotals> all;
    for (auto& [release, one] : by_release) all.push_back(std::move(one));
    return all;
  }

  absl::Status DoScanWorlds(const std::function<void(const WorldState&)>& visit) const override {
    const auto contents = Now();
    for (const auto& [state, columns] : contents->worlds) visit(state);
    return absl::OkStatus();
  }

  absl::StatusOr<std::optional<std::string>> DoReadWorld(const WorldState& state) const override {
    const auto contents = Now();
    const auto found = contents->worlds.find(state);
    return found == contents->worlds.end() ? std::nullopt : found->second;
  }

  std::shared_ptr<const Contents> Now() const {
    const std::lock_guard lock(mutex_);
    return contents_;
  }

  void Set(std::shared_ptr<const Contents> contents) {
    const std::lock_guard lock(mutex_);
    contents_ = std::move(contents);
  }

  const Clock& clock_;
  MemoryJournal journal_;
  std::mutex write_mutex_;
  mutable std::mutex mutex_;
  std::shared_ptr<const Contents> contents_ ABSL_GUARDED_BY(mutex_) = std::make_shared<Contents>();
};

}  // namespace

std::unique_ptr<Store> NewMemoryStore(const Clock& clock) {
  return std::make_unique<MemoryStore>(clock);
}

}  // namespace entente::trade
