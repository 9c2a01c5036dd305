#ifndef ENTENTE_TRADE_SERVICE_STORE_STORE_H_
#define ENTENTE_TRADE_SERVICE_STORE_STORE_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/journal/journal.h"
#include "common/time/clock.h"
#include "common/time/period.h"
#include "trade_service/core/area_figures.h"
#include "trade_service/core/batch.h"
#include "trade_service/core/block.h"
#include "trade_service/core/observation.h"
#include "trade_service/core/prune_rule.h"
#include "trade_service/core/release.h"
#include "trade_service/core/source.h"
#include "trade_service/core/statement.h"
#include "trade_service/core/target.h"
#include "trade_service/store/sum_cache.h"

namespace entente::trade {

struct Catalogue;  // snapshot.h

// Which blocks or totals are wanted; an empty member asks for any.
struct BlockQuery {
  std::string reporter;
  std::string partner;
  std::string flow;
  std::optional<Frequency> frequency;
  std::optional<Period> period;
  int64_t chain = 0;
};

// Where a scan of blocks is: behind the block of this key and data set.
struct BlockPosition {
  BlockKey key;
  int64_t chain = 0;

  friend auto operator<=>(const BlockPosition&, const BlockPosition&) = default;
};

// One state of a block: as a release brought it, until a later one of the data set changes it.
struct BlockState {
  BlockPosition position;
  int64_t release = 0;  // id
  int64_t rows = 0;     // 0: the release has no such block any more
  int64_t id = 0;       // the engine's own, for ReadBlock
};

// A state's values, as trade_service/block.h encodes them.
struct BlockBytes {
  std::string columns;
  std::string locators;
};

// One state of a pair's total trade in one flow and period.
struct TotalState {
  BlockPosition position;
  int64_t release = 0;                     // id
  std::optional<Observation> observation;  // none: the release has it no more
};

// What one release changes of the total trade of one reporter in one flow and period.
struct PartnerTotals {
  int64_t chain = 0;
  int64_t release = 0;             // id
  std::vector<AreaFigure> totals;  // in order of partner
  std::vector<std::string> ended;  // partners that the release has no total of any more
};

// That a release lists the world in one flow and period (listed_world.h).
struct WorldState {
  int64_t release = 0;  // id
  std::string flow;
  Period period;
  std::string classification;  // of all of its commodities

  friend auto operator<=>(const WorldState&, const WorldState&) = default;
};

// Everything that the trade service knows, at every revision. Observations are kept by the block,
// and never changed: a correction is a later release, of which only the blocks are kept that differ
// from those of the release before it. Thread-safe; one writer at a time.
//
// Pruned releases stay in the list, and lose the blocks on which no release stands that is kept. Of
// every block that a data set has had a state remains, so that what a pruned release may have told
// is known, though not what it was. A release is marked in Releases() before any scan misses a
// state of it: whoever looks there behind a scan knows whether what the scan gave was whole
// (pruning.h).
//
// The public methods are the same for every engine: they turn domain types into documents and back.
// An engine implements the private ones.
class Store {
 public:
  virtual ~Store() = default;

  // Revisions, documents of every collection, history and changes.
  virtual const Journal& journal() const = 0;

  // One resource at a revision. NOT_FOUND.
  absl::StatusOr<Source> GetSource(absl::string_view name, int64_t revision) const;
  absl::StatusOr<Release> GetRelease(absl::string_view name, int64_t revision) const;
  absl::StatusOr<Target> GetTarget(absl::string_view name, int64_t revision) const;
  absl::StatusOr<Statement> GetStatement(absl::string_view name, int64_t revision) const;
  absl::StatusOr<CommodityTitle> GetTitle(absl::string_view name, int64_t revision) const;
  absl::StatusOr<Conversion> GetConversion(absl::string_view name, int64_t revision) const;

  // Resources at a revision whose names start with `prefix` and come after `after`, in order of
  // name, at most `limit`.
  absl::StatusOr<std::vector<Source>> ListSources(absl::string_view after, int limit,
                                                  int64_t revision) const;
  absl::StatusOr<std::vector<Release>> ListReleases(absl::string_view prefix,
                                                    absl::string_view after, int limit,
                                                    int64_t revision) const;
  absl::StatusOr<std::vector<Target>> ListTargets(absl::string_view prefix, absl::string_view after,
                                                  int limit, int64_t revision) const;
  absl::StatusOr<std::vector<Statement>> ListStatements(absl::string_view prefix,
                                                        absl::string_view after, int limit,
                                                        int64_t revision) const;
  absl::StatusOr<std::vector<CommodityTitle>> ListTitles(absl::string_view prefix,
                                                         absl::string_view after, int limit,
                                                         int64_t revision) const;

  // Every release, in order of id; later ones than a revision are told by their own. Which of them
  // are pruned is as of now.
  virtual std::shared_ptr<const std::vector<Release>> Releases() const = 0;

  // Releases and sources at a revision; the latest is kept.
  absl::StatusOr<std::shared_ptr<const Catalogue>> CatalogueAt(int64_t revision) const;

  // Gives every state of the blocks that `query` asks for, behind `after` if there is one, in order
  // of key, data set and release, until `visit` returns false.
  absl::Status ScanBlocks(const BlockQuery& query, const std::optional<BlockPosition>& after,
                          const std::function<bool(const BlockState&)>& visit) const {
    return DoScanBlocks(query, after, visit);
  }

  // Gives the periods of the blocks that `query` asks for, each once a data set that has any state
  // of one, whether it stands or not. In any order.
  absl::Status ScanPeriods(
      const BlockQuery& query,
      const std::function<void(const Period& period, int64_t chain)>& visit) const {
    return DoScanPeriods(query, visit);
  }

  // The values of a state that a scan gave and that has rows. OUT_OF_RANGE (RELEASE_PRUNED) if they
  // have been pruned since.
  absl::StatusOr<BlockBytes> ReadBlock(const BlockState& state) const;

  // The bytes of these values.
  absl::StatusOr<int64_t> BlockSize(const BlockState& state) const { return DoBlockSize(state); }

  // Gives every state of the totals that `query` asks for, in order of key, data set and release.
  absl::Status ScanTotals(const BlockQuery& query,
                          const std::function<void(const TotalState&)>& visit) const {
    return DoScanTotals(query, visit);
  }

  // The totals of one reporter, flow and period with every partner, as ScanTotals gives them, but
  // at the cost of one row: in order of data set and release.
  absl::StatusOr<std::vector<PartnerTotals>> ReadPartnerTotals(const std::string& reporter,
                                                               const std::string& flow,
                                                               const Period& period) const {
    return DoReadPartnerTotals(reporter, flow, period);
  }

  // Gives every release that lists the world, in each flow and period that it does, in any order.
  absl::Status ScanWorlds(const std::function<void(const WorldState&)>& visit) const {
    return DoScanWorlds(visit);
  }

  // The trade of all with all that a scan gave, by commodity: the columns of a block.
  // OUT_OF_RANGE (RELEASE_PRUNED) if it has been pruned.
  absl::StatusOr<std::string> ReadWorld(const WorldState& state) const;

  // Records one resource. `expect` and `expected_revision` as in Write.
  absl::StatusOr<Commit> PutTarget(Mutation mutation, const Target& target, Write::Expect expect,
                                   int64_t expected_revision = 0);
  absl::StatusOr<Commit> PutStatement(Mutation mutation, const Statement& statement,
                                      Write::Expect expect, int64_t expected_revision = 0);
  absl::StatusOr<Commit> DeleteTarget(Mutation mutation, absl::string_view name,
                                      int64_t expected_revision);
  absl::StatusOr<Commit> DeleteStatement(Mutation mutation, absl::string_view name,
                                         int64_t expected_revision);

  // The writes of a batch: every release of it, and the sources, targets, statements, titles and
  // conversions that the store has not in the same state already.
  absl::StatusOr<std::vector<Write>> WritesOf(const Batch& batch) const;

  // Records a whole batch, or nothing. INVALID_ARGUMENT (NOTHING_TO_WRITE) if it has no writes.
  absl::StatusOr<Commit> Import(Mutation mutation, const Batch& batch);

  // Prunes the releases that go by `rule`, in one revision that marks each of them
  // (Release::pruned). INVALID_ARGUMENT (NOTHING_TO_WRITE) if none goes.
  absl::StatusOr<Commit> Prune(const Mutation& mutation, const PruneRule& rule) {
    absl::StatusOr<Commit> commit = DoPrune(mutation, rule);
    sum_cache_.Clear();
    return commit;
  }

  // For Snapshot.
  SumCache& sum_cache() const { return sum_cache_; }

 private:
  // Commits `mutation`, whose writes are complete, and `releases` with it. The engine gives the
  // releases their ids and chains, and keeps of each what it changes.
  virtual absl::StatusOr<Commit> DoCommit(const Mutation& mutation,
                                          const std::vector<NewRelease>& releases) = 0;
  // Commits `mutation`, which has no writes yet, with those that PlanPruning (pruning.h) tells.
  // Marks the releases before a scan can miss a state of theirs.
  virtual absl::StatusOr<Commit> DoPrune(const Mutation& mutation, const PruneRule& rule) = 0;
  virtual absl::Status DoScanBlocks(const BlockQuery& query,
                                    const std::optional<BlockPosition>& after,
                                    const std::function<bool(const BlockState&)>& visit) const = 0;
  virtual absl::Status DoScanPeriods(
      const BlockQuery& query,
      const std::function<void(const Period& period, int64_t chain)>& visit) const = 0;
  // Absent if they have been pruned.
  virtual absl::StatusOr<std::optional<BlockBytes>> DoReadBlock(const BlockState& state) const = 0;
  virtual absl::StatusOr<int64_t> DoBlockSize(const BlockState& state) const = 0;
  virtual absl::Status DoScanTotals(const BlockQuery& query,
                                    const std::function<void(const TotalState&)>& visit) const = 0;
  virtual absl::StatusOr<std::vector<PartnerTotals>> DoReadPartnerTotals(
      const std::string& reporter, const std::string& flow, const Period& period) const = 0;
  virtual absl::Status DoScanWorlds(const std::function<void(const WorldState&)>& visit) const = 0;
  // Absent if it has been pruned.
  virtual absl::StatusOr<std::optional<std::string>> DoReadWorld(const WorldState& state) const = 0;

  mutable SumCache sum_cache_;
  mutable std::mutex catalogue_mutex_;
  mutable std::shared_ptr<const Catalogue> catalogue_ ABSL_GUARDED_BY(catalogue_mutex_);
};

// A store in memory, for tests and for use without a file. `clock` must outlive it.
std::unique_ptr<Store> NewMemoryStore(const Clock& clock);

// The store in an SQLite file, made if it is missing. FAILED_PRECONDITION if a newer program wrote
// it, or somebody else. `clock` must outlive it.
absl::StatusOr<std::unique_ptr<Store>> OpenSqliteStore(const std::string& path, const Clock& clock);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_STORE_H_
