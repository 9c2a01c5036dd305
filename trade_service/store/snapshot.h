#ifndef ENTENTE_TRADE_SERVICE_STORE_SNAPSHOT_H_
#define ENTENTE_TRADE_SERVICE_STORE_SNAPSHOT_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "absl/types/span.h"

#include "common/geo/pair.h"
#include "common/provenance/empty_reason.h"
#include "trade_service/block.h"
#include "trade_service/commodity_sums.h"
#include "trade_service/core/area_figures.h"
#include "trade_service/core/lists_all.h"
#include "trade_service/core/series.h"
#include "trade_service/core/volume.h"
#include "trade_service/store/store.h"
#include "trade_service/store/sum_cache.h"

namespace entente::trade {

// Which total trade of a pair is wanted.
struct PairQuery {
  Pair pair;
  Frequency frequency = Frequency::kAnnual;
  std::optional<Period> period;  // of that frequency; empty: every one
  std::string source;            // empty: every one
};

// Total trade of a pair.
struct PairTrade {
  // Of both reporters: flows X and M, and those that tell re-exports apart; in order of source,
  // reporter and flow.
  std::vector<Series> series;
  std::vector<Volume> volumes;  // under every definition, as SortVolumes orders them
  std::set<Period> incomplete;  // in which exports or imports of a source could not be added up
  EmptyReason empty_reason = EmptyReason::kNotEmpty;  // why there is no series
};

// What a store knows of its releases and sources at a revision.
struct Catalogue {
  Catalogue(std::shared_ptr<const std::vector<Release>> releases, int64_t at)
      : revision(at), vintage(std::move(releases), at, std::nullopt) {}

  int64_t revision;
  Vintage vintage;                                   // of everything published
  absl::flat_hash_map<std::string, Source> sources;  // by name
  SourceKinds kinds;
  std::vector<WorldState> worlds;  // of every release by then
};

// Gives the blocks that stand in a release, whether it counts or not, behind `after` if there is
// one, in order of key, until `visit` returns false. OUT_OF_RANGE (RELEASE_PRUNED).
absl::Status ScanBlocksIn(const Store& store, const Release& release,
                          const std::optional<BlockPosition>& after,
                          const std::function<bool(const BlockState&)>& visit);

// The statistics of a store at one revision and one state of the world. The store must outlive it.
// Whatever reads observations ends with OUT_OF_RANGE (RELEASE_PRUNED) if a release that counts has
// been pruned, be it in between, and may have told some of what is asked for.
class Snapshot {
 public:
  // `late`: whether the caller waits no longer; a read that goes through many blocks then ends with
  // DEADLINE_EXCEEDED.
  static absl::StatusOr<Snapshot> Take(const Store& store, int64_t revision,
                                       std::optional<absl::CivilDay> as_of,
                                       std::function<bool()> late = nullptr);

  const Vintage& vintage() const { return as_of_ ? *vintage_ : catalogue_->vintage; }
  const absl::flat_hash_map<std::string, Source>& sources() const { return catalogue_->sources; }
  const SourceKinds& kinds() const { return catalogue_->kinds; }

  // The trade that `query` asks for; where a source has no value of a period in a flow, it is added
  // up from shorter periods.
  absl::StatusOr<PairTrade> ReadPair(const PairQuery& query) const;

  // The series of one commodity in the blocks that `query` asks for. A chapter, heading or
  // subheading of which a source has no row is added up from those below it (commodity_sum.h).
  absl::StatusOr<std::vector<Series>> ReadSeries(const BlockQuery& query,
                                                 absl::string_view commodity) const;

  // As ReadSeries, and with a flow X or M what sources that reconciled both ends' reports tell of
  // it from the other end: each direction is told once, whichever end it names as the reporter.
  absl::StatusOr<std::vector<Series>> ReadTrade(const BlockQuery& query,
                                                absl::string_view commodity) const;

  // The same of series that `read` reads in the blocks of a query.
  using ReadBlocks = std::function<absl::StatusOr<std::vector<Series>>(const BlockQuery&)>;
  absl::StatusOr<std::vector<Series>> ReadTrade(const BlockQuery& query,
                                                const ReadBlocks& read) const;

  // What ReadTrade reads of the areas at the end that `query` leaves open: the partners of its
  // reporter or, if it names none, those that report about its partner.
  absl::StatusOr<std::vector<AreaFigures>> ReadAreas(const BlockQuery& query,
                                                     absl::string_view commodity) const;

  // The blocks that stand for `key`, of every data set, and those of sources that reconciled both
  // ends' reports from the other end, likewise.
  absl::StatusOr<std::vector<BlockState>> FindBlocks(const BlockKey& key) const;

  // What asks the other end for the same trade; nothing if no source could tell it.
  std::optional<BlockQuery> OtherEnd(const BlockQuery& query) const;

  // Where the world is listed in `flow` or, from the other end, in the flow that mirrors it: in
  // releases that count of sources that reconciled both ends' reports, the one published last
  // first.
  std::vector<WorldState> WorldsOf(absl::string_view flow) const;
  // The source, currency and classification of one of them.
  Basis BasisOf(const WorldState& world) const;

  // The trade with the world in one of them, by commodity: in `flow` that of `reporter` or, with
  // kWorld, of all. It is kept for the next questions.
  absl::StatusOr<SumCache::Sums> ReadWorld(const WorldState& world, const std::string& reporter,
                                           absl::string_view flow) const;

  // What asks one of them for the trade of `reporter` in `flow` with every partner.
  BlockQuery PartnersIn(const WorldState& world, const std::string& reporter,
                        absl::string_view flow) const;

  // Whether a source reconciled both ends' reports.
  bool IsReconciled(absl::string_view source) const;

  // The years in which there may be blocks for ReadTrade, of whatever periods, the latest first:
  // those in which a data set that counts has had one and, for trade with the world, those in which
  // it is listed.
  absl::StatusOr<std::vector<Period>> YearsOf(const BlockQuery& query) const;

  // Gives the blocks that stand, of those that `query` asks for behind `after`, in order of key and
  // data set, until `visit` returns false.
  absl::Status ScanBlocks(const BlockQuery& query, const std::optional<BlockPosition>& after,
                          const std::function<bool(const BlockState&)>& visit) const;

  // The same by key: gives the blocks of each together, one a data set.
  absl::Status ScanKeys(
      const BlockQuery& query,
      const std::function<absl::Status(absl::Span<const BlockState> blocks)>& visit) const;

  // Tells of a release whether it is known to list all codes of `digits` or more in its one of
  // `blocks`: as ListsAllCodes says, or because both ends' reports, which the source reconciled,
  // are all of them. A block is read at most once a classification. Snapshot and blocks must
  // outlive the answer.
  ListsAll ListsAllIn(absl::Span<const BlockState> blocks, size_t digits) const;

  // The totals that stand, of those that `query` asks for, in any order.
  absl::StatusOr<std::vector<StoredObservation>> ReadTotals(const BlockQuery& query) const;

  // The values of a block. DEADLINE_EXCEEDED.
  absl::StatusOr<std::vector<Observation>> ReadBlock(const BlockState& block) const;

  // Those of which values of one commodity can be told. DEADLINE_EXCEEDED.
  absl::StatusOr<std::vector<Observation>> ReadCommodity(const BlockState& block,
                                                         absl::string_view commodity) const;

  // What kinds of rows a block has. DEADLINE_EXCEEDED.
  absl::StatusOr<BlockKinds> ReadKinds(const BlockState& block) const;

  // Why nothing was found of what `query` asks for. `filtered`: conditions beyond the query left
  // out what it had found.
  absl::StatusOr<EmptyReason> WhyEmpty(const BlockQuery& query, bool filtered) const;

 private:
  Snapshot(const Store& store, std::shared_ptr<const Catalogue> catalogue,
           std::optional<absl::CivilDay> as_of, std::function<bool()> late);

  absl::Status CheckDeadline() const;
  // After the blocks or totals were read that `query` asks for: whether they were whole.
  absl::Status CheckWhole(const BlockQuery& query) const;
  // The series of the pair as its sources give them, of the periods that are asked for and of their
  // parts.
  absl::StatusOr<std::vector<Series>> ReadBothEnds(const PairQuery& query) const;
  // The values of the blocks that stand, of those that `query` asks for, added up by commodity; but
  // for those of groups.
  absl::StatusOr<std::vector<CommoditySum>> AddUp(const BlockQuery& query) const;
  // The totals that stand of the areas at the end that `query` leaves open.
  absl::StatusOr<std::vector<AreaFigures>> ReadAreaTotals(const BlockQuery& query) const;
  // Those of every partner of the query's reporter, flow and period.
  absl::StatusOr<std::vector<AreaFigure>> ReadPartnerTotals(const BlockQuery& query) const;

  // Gives the blocks that stand from this end, and from the other end those of reconciled sources.
  absl::Status ScanTrade(const BlockQuery& query,
                         const std::function<void(const BlockState&)>& visit) const;

  // What the store has of a query, recorded by the revision.
  struct Presence {
    bool counting = false;  // in a release that counts
    bool later = false;     // in one that was published after the day that is read at
  };
  absl::StatusOr<Presence> Look(const BlockQuery& query) const;

  const Store* store_;
  std::shared_ptr<const Catalogue> catalogue_;
  std::optional<absl::CivilDay> as_of_;
  std::function<bool()> late_;
  std::optional<Vintage> vintage_;  // where a day is asked for
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_SNAPSHOT_H_
