#include <map>
#include <mutex>
#include <shared_mutex>
#include <utility>

#include "absl/base/thread_annotations.h"

#include "common/journal/memory_journal.h"
#include "common/status/status_macros.h"
#include "trade_service/store/store.h"

namespace entente::trade {
namespace {

bool Matches(const ObservationQuery& query, const Cell& cell) {
  const auto wanted = [](const std::string& asked, const std::string& has) {
    return asked.empty() || asked == has;
  };
  return wanted(query.reporter, cell.reporter) && wanted(query.partner, cell.partner) &&
         (!query.frequency || *query.frequency == cell.frequency) &&
         wanted(query.commodity, cell.commodity) && wanted(query.flow, cell.flow);
}

class MemoryStore final : public Store {
 public:
  explicit MemoryStore(const Clock& clock) : clock_(clock) {}

  const Journal& journal() const override { return journal_; }

  std::shared_ptr<const std::vector<Release>> Releases() const override {
    const std::shared_lock lock(mutex_);
    return releases_;
  }

 private:
  using Key = std::pair<Cell, int64_t>;  // and the id of the release

  absl::StatusOr<Commit> DoCommit(const Mutation& mutation,
                                  const std::vector<NewRelease>& releases) override {
    const std::unique_lock lock(mutex_);
    ASSIGN_OR_RETURN(const Commit commit, journal_.Append(mutation, clock_.Now()));
    if (commit.repeated || releases.empty()) return commit;
    auto all = std::make_shared<std::vector<Release>>(*releases_);
    for (const NewRelease& added : releases) {
      Release release = added.release;
      release.id = static_cast<int64_t>(all->size()) + 1;
      release.recorded = commit.recorded;
      release.revision = commit.revision;
      for (const Observation& observation : added.observations) {
        observations_.emplace(Key(observation.cell, release.id), observation);
      }
      all->push_back(std::move(release));
    }
    releases_ = std::move(all);
    return commit;
  }

  absl::Status DoScan(const ObservationQuery& query, const std::optional<ScanPosition>& after,
                      const std::function<bool(const StoredObservation&)>& visit) const override {
    const std::shared_lock lock(mutex_);
    auto at =
        after ? observations_.upper_bound(Key(after->cell, after->release)) : observations_.begin();
    for (; at != observations_.end(); ++at) {
      if (!Matches(query, at->first.first)) continue;
      if (!visit({.observation = at->second, .release = at->first.second})) break;
    }
    return absl::OkStatus();
  }

  const Clock& clock_;
  MemoryJournal journal_;
  mutable std::shared_mutex mutex_;
  std::shared_ptr<const std::vector<Release>> releases_ ABSL_GUARDED_BY(mutex_) =
      std::make_shared<std::vector<Release>>();
  std::map<Key, Observation> observations_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace

std::unique_ptr<Store> NewMemoryStore(const Clock& clock) {
  return std::make_unique<MemoryStore>(clock);
}

}  // namespace entente::trade
