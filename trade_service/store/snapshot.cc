#include "trade_service/store/snapshot.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <mutex>
#include <set>
#include <utility>

#include "absl/container/flat_hash_set.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/core/area.h"
#include "trade_service/core/commodity_sum.h"
#include "trade_service/core/definitions.h"
#include "trade_service/core/filled_series.h"
#include "trade_service/core/re_exports.h"
#include "trade_service/store/pruning.h"

namespace entente::trade {
namespace {

constexpr int kSourcesAtOnce = 1000;
constexpr size_t kBlocksBetweenLooks = 1000;  // at the clock

BlockQuery Between(const std::string& reporter, const std::string& partner) {
  BlockQuery query;
  query.reporter = reporter;
  query.partner = partner;
  return query;
}

// Of the states that come in order of position and release, picks those that stand: of each
// position the last one up to a release of its chain, which `last_of(chain)` tells (0: none).
template <typename State, typename LastOf>
class Standing {
 public:
  explicit Standing(LastOf last_of) : last_of_(last_of) {}

  // Takes the next state. The one that it completes, if that stands.
  std::optional<State> Next(const State& state) {
    std::optional<State> complete;
    if (last_ && last_->position != state.position) complete = Take();
    if (state.release <= last_of_(state.position.chain)) last_ = state;
    return complete;
  }

  // The last one, when there are no more.
  std::optional<State> Take() { return std::exchange(last_, std::nullopt); }

 private:
  LastOf last_of_;
  std::optional<State> last_;
};

// Gives to `give` the states that stand, of those that `scan` gives to its argument.
template <typename State, typename LastOf, typename Scan, typename Give>
absl::Status GiveStanding(LastOf last_of, Scan scan, Give give) {
  Standing<State, LastOf> standing(last_of);
  bool wanted = true;
  const auto take = [&](const std::optional<State>& state) {
    if (wanted && state) wanted = give(*state);
    return wanted;
  };
  RETURN_IF_ERROR(scan([&](const State& state) { return take(standing.Next(state)); }));
  take(standing.Take());
  return absl::OkStatus();
}

// The id of the release that counts of a chain; 0 if none does.
auto LastOf(const Vintage& vintage) {
  return [&vintage](int64_t chain) {
    const Release* const counting = vintage.Counting(chain);
    return counting == nullptr ? int64_t{0} : counting->id;
  };
}

}  // namespace

Snapshot::Snapshot(const Store& store, std::shared_ptr<const Catalogue> catalogue,
                   std::optional<absl::CivilDay> as_of, std::function<bool()> late)
    : store_(&store), catalogue_(std::move(catalogue)), as_of_(as_of), late_(std::move(late)) {
  if (as_of) vintage_.emplace(store.Releases(), catalogue_->revision, as_of);
}

absl::StatusOr<Snapshot> Snapshot::Take(const Store& store, int64_t revision,
                                        std::optional<absl::CivilDay> as_of,
                                        std::function<bool()> late) {
  ASSIGN_OR_RETURN(std::shared_ptr<const Catalogue> catalogue, store.CatalogueAt(revision));
  return Snapshot(store, std::move(catalogue), as_of, std::move(late));
}

absl::Status Snapshot::CheckDeadline() const {
  if (late_ == nullptr || !late_()) return absl::OkStatus();
  return Error(absl::StatusCode::kDeadlineExceeded, "DEADLINE_EXCEEDED",
               "the deadline passed while the store was read; allow more time or ask for less");
}

absl::StatusOr<std::shared_ptr<const Catalogue>> Store::CatalogueAt(int64_t revision) const {
  {
    const std::lock_guard lock(catalogue_mutex_);
    if (catalogue_ != nullptr && catalogue_->revision == revision) return catalogue_;
  }
  auto catalogue = std::make_shared<Catalogue>(Releases(), revision);
  std::string after;
  while (true) {
    ASSIGN_OR_RETURN(std::vector<Source> sources, ListSources(after, kSourcesAtOnce, revision));
    for (Source& source : sources) {
      after = source.name;
      catalogue->kinds.emplace(source.name, source.kind);
      catalogue->sources.emplace(source.name, std::move(source));
    }
    if (sources.size() < kSourcesAtOnce) break;
  }
  RETURN_IF_ERROR(ScanWorlds([&](const WorldState& world) {
    if (catalogue->vintage.Find(world.release) != nullptr) catalogue->worlds.push_back(world);
  }));
  // What is asked for again and again is the latest.
  const std::lock_guard lock(catalogue_mutex_);
  if (catalogue_ == nullptr || catalogue_->revision < revision) catalogue_ = catalogue;
  return catalogue;
}

absl::StatusOr<std::vector<Series>> Snapshot::ReadSeries(const BlockQuery& query,
                                                         absl::string_view commodity) const {
  if (commodity == kTotal) {
    ASSIGN_OR_RETURN(const std::vector<StoredObservation> totals, ReadTotals(query));
    return BuildSeries(totals, vintage());
  }
  std::vector<StoredObservation> observations;
  RETURN_IF_ERROR(ScanKeys(query, [&](absl::Span<const BlockState> blocks) -> absl::Status {
    std::vector<StoredObservation> of_key;
    for (const BlockState& block : blocks) {
      ASSIGN_OR_RETURN(std::vector<Observation> rows, ReadCommodity(block, commodity));
      for (Observation& row : rows) {
        of_key.push_back({.observation = std::move(row), .release = block.release});
      }
    }
    ASSIGN_OR_RETURN(
        std::vector<StoredObservation> values,
        ValuesOf(commodity, std::move(of_key), vintage(), ListsAllIn(blocks, commodity.size())));
    std::move(values.begin(), values.end(), std::back_inserter(observations));
    return absl::OkStatus();
  }));
  return BuildSeries(observations, vintage());
}

absl::Status Snapshot::ScanKeys(
    const BlockQuery& query,
    const std::function<absl::Status(absl::Span<const BlockState> blocks)>& visit) const {
  std::vector<BlockState> blocks;
  RETURN_IF_ERROR(ScanBlocks(query, std::nullopt, [&](const BlockState& block) {
    blocks.push_back(block);
    return true;
  }));
  for (auto from = blocks.begin(), to = from; from != blocks.end(); from = to) {
    to = std::find_if(from, blocks.end(), [&](const BlockState& block) {
      return block.position.key != from->position.key;
    });
    RETURN_IF_ERROR(visit(absl::MakeConstSpan(&*from, static_cast<size_t>(to - from))));
  }
  return absl::OkStatus();
}

ListsAll Snapshot::ListsAllIn(absl::Span<const BlockState> blocks, size_t digits) const {
  return [this, blocks, digits, known = std::map<std::pair<int64_t, std::string>, bool>()](
             int64_t release, absl::string_view classification) mutable -> absl::StatusOr<bool> {
    if (IsReconciled(SourceOf(*vintage().Find(release)))) return true;
    const auto [answer, asked_first] = known.try_emplace({release, std::string(classification)});
    if (asked_first) {
      const auto block = std::find_if(blocks.begin(), blocks.end(), [&](const BlockState& one) {
        return one.release == release;
      });
      ASSIGN_OR_RETURN(const std::vector<Observation> rows, ReadBlock(*block));
      ASSIGN_OR_RETURN(answer->second, ListsAllCodes(digits, classification, rows));
    }
    return answer->second;
  };
}

absl::Status Snapshot::ScanBlocks(const BlockQuery& query,
                                  const std::optional<BlockPosition>& after,
                                  const std::function<bool(const BlockState&)>& visit) const {
  absl::Status in_time;
  size_t scanned = 0;
  RETURN_IF_ERROR(GiveStanding<BlockState>(
      LastOf(vintage()), [&](const auto& take) { return store_->ScanBlocks(query, after, take); },
      [&](const BlockState& state) {
        if (scanned++ % kBlocksBetweenLooks == 0) in_time = CheckDeadline();
        return in_time.ok() && (state.rows == 0 || visit(state));
      }));
  RETURN_IF_ERROR(in_time);
  return CheckWhole(query);
}

absl::Status Snapshot::CheckWhole(const BlockQuery& query) const {
  for (const Release& pruned : vintage().PrunedBy(store_->Releases())) {
    if (query.chain != 0 && query.chain != pruned.chain) continue;
    BlockQuery of_chain = query;
    of_chain.chain = pruned.chain;
    bool any = false;
    RETURN_IF_ERROR(store_->ScanBlocks(of_chain, std::nullopt, [&](const BlockState&) {
      any = true;
      return false;
    }));
    if (any) return ReleasePruned(pruned);
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<StoredObservation>> Snapshot::ReadTotals(const BlockQuery& query) const {
  std::vector<StoredObservation> totals;
  RETURN_IF_ERROR(GiveStanding<TotalState>(
      LastOf(vintage()), [&](const auto& take) { return store_->ScanTotals(query, take); },
      [&](const TotalState& state) {
        if (state.observation) totals.push_back({*state.observation, state.release});
        return true;
      }));
  RETURN_IF_ERROR(CheckWhole(query));
  return totals;
}

absl::StatusOr<std::vector<AreaFigure>> Snapshot::ReadPartnerTotals(const BlockQuery& query) const {
  ASSIGN_OR_RETURN(std::vector<PartnerTotals> states,
                   store_->ReadPartnerTotals(query.reporter, query.flow, *query.period));
  const auto last_of = LastOf(vintage());
  std::erase_if(states, [&](const PartnerTotals& state) {
    return state.release > last_of(state.chain) || (query.chain != 0 && state.chain != query.chain);
  });
  std::vector<AreaFigure> totals;
  absl::flat_hash_set<std::string> told;  // by later releases of the data set
  for (size_t i = states.size(); i-- > 0;) {
    PartnerTotals& state = states[i];
    const bool first = i == 0 || states[i - 1].chain != state.chain;
    if (!told.empty()) {
      std::erase_if(state.totals,
                    [&](const AreaFigure& total) { return told.contains(total.area); });
    }
    if (first) {
      told.clear();
    } else {
      for (const AreaFigure& total : state.totals) told.insert(total.area);
      told.insert(state.ended.begin(), state.ended.end());
    }
    if (totals.empty()) {
      totals = std::move(state.totals);
    } else {
      std::move(state.totals.begin(), state.totals.end(), std::back_inserter(totals));
    }
  }
  RETURN_IF_ERROR(CheckWhole(query));
  return totals;
}

absl::StatusOr<std::vector<AreaFigures>> Snapshot::ReadAreaTotals(const BlockQuery& query) const {
  std::vector<AreaFigure> figures;
  if (!query.reporter.empty() && !query.flow.empty() && query.period) {
    ASSIGN_OR_RETURN(figures, ReadPartnerTotals(query));
  } else {
    ASSIGN_OR_RETURN(std::vector<StoredObservation> totals, ReadTotals(query));
    const auto area = query.reporter.empty() ? &Cell::reporter : &Cell::partner;
    figures.reserve(totals.size());
    for (StoredObservation& total : totals) {
      figures.push_back(FigureOf(std::move(total.observation), area, total.release));
    }
  }
  return GroupTotals(std::move(figures), vintage());
}

absl::StatusOr<std::vector<AreaFigures>> Snapshot::ReadAreas(const BlockQuery& query,
                                                             absl::string_view commodity) const {
  if (commodity != kTotal) {
    ASSIGN_OR_RETURN(std::vector<Series> series, ReadTrade(query, commodity));
    return GroupPoints(std::move(series),
                       query.reporter.empty() ? &Series::reporter : &Series::partner);
  }
  ASSIGN_OR_RETURN(std::vector<AreaFigures> areas, ReadAreaTotals(query));
  const std::optional<BlockQuery> other = OtherEnd(query);
  if (!other) return areas;
  ASSIGN_OR_RETURN(std::vector<AreaFigures> from_other, ReadAreaTotals(*other));
  for (AreaFigures& one : from_other) {
    if (IsReconciled(one.source)) areas.push_back(std::move(one));
  }
  return areas;
}

bool Snapshot::IsReconciled(absl::string_view source) const {
  const auto kind = kinds().find(source);
  return kind != kinds().end() && kind->second == SourceKind::kReconciled;
}

std::optional<BlockQuery> Snapshot::OtherEnd(const BlockQuery& query) const {
  if (query.flow != kExports && query.flow != kImports) return std::nullopt;
  if (std::none_of(kinds().begin(), kinds().end(),
                   [](const auto& kind) { return kind.second == SourceKind::kReconciled; })) {
    return std::nullopt;
  }
  BlockQuery other = query;
  std::swap(other.reporter, other.partner);
  other.flow = std::string(query.flow == kExports ? kImports : kExports);
  return other;
}

std::vector<WorldState> Snapshot::WorldsOf(absl::string_view flow) const {
  std::vector<WorldState> worlds;
  if (flow != kExports && flow != kImports) return worlds;
  for (const WorldState& world : catalogue_->worlds) {
    const Release& release = *catalogue_->vintage.Find(world.release);
    const Release* const counting = vintage().Counting(release.chain);
    if (counting == nullptr || counting->id != world.release) continue;
    if (world.flow != kExports && world.flow != kImports) continue;
    if (IsReconciled(SourceOf(release))) worlds.push_back(world);
  }
  std::stable_sort(worlds.begin(), worlds.end(), [&](const WorldState& a, const WorldState& b) {
    return PublishedBefore(*vintage().Find(b.release), *vintage().Find(a.release));
  });
  return worlds;
}

Basis Snapshot::BasisOf(const WorldState& world) const {
  const Release& release = *vintage().Find(world.release);
  return {.source = std::string(SourceOf(release)),
          .currency = release.currency,
          .classification = world.classification};
}

absl::StatusOr<SumCache::Sums> Snapshot::ReadWorld(const WorldState& world,
                                                   const std::string& reporter,
                                                   absl::string_view flow) const {
  // A release tells what it lists for ever.
  std::string key = absl::StrCat(world.release, " ", world.flow, " ", world.period.ToString(), " ",
                                 flow, " ", reporter);
  if (SumCache::Sums kept = store_->sum_cache().Find(key)) return kept;
  std::vector<CommoditySum> added;
  if (reporter == kWorld) {
    ASSIGN_OR_RETURN(const std::string columns, store_->ReadWorld(world));
    CommoditySums sums;
    RETURN_IF_ERROR(sums.Add(columns));
    ASSIGN_OR_RETURN(added, sums.All());
  } else {
    ASSIGN_OR_RETURN(added, AddUp(PartnersIn(world, reporter, flow)));
  }
  const auto sums = std::make_shared<const std::vector<CommoditySum>>(std::move(added));
  store_->sum_cache().Keep(std::move(key), sums);
  return sums;
}

BlockQuery Snapshot::PartnersIn(const WorldState& world, const std::string& reporter,
                                absl::string_view flow) const {
  BlockQuery query;
  (world.flow == flow ? query.reporter : query.partner) = reporter;
  query.flow = world.flow;
  query.period = world.period;
  query.chain = vintage().Find(world.release)->chain;
  return query;
}

absl::StatusOr<std::vector<CommoditySum>> Snapshot::AddUp(const BlockQuery& query) const {
  std::vector<BlockState> blocks;
  RETURN_IF_ERROR(ScanBlocks(query, std::nullopt, [&](const BlockState& block) {
    blocks.push_back(block);
    return true;
  }));
  CommoditySums sums;
  for (const BlockState& block : blocks) {
    RETURN_IF_ERROR(CheckDeadline());
    const BlockKey& key = block.position.key;
    if (!IsPartOfWorld(key.reporter) || !IsPartOfWorld(key.partner)) continue;
    ASSIGN_OR_RETURN(const BlockBytes bytes, store_->ReadBlock(block));
    RETURN_IF_ERROR(sums.Add(bytes.columns));
  }
  return sums.All();
}

absl::StatusOr<std::vector<Series>> Snapshot::ReadTrade(const BlockQuery& query,
                                                        absl::string_view commodity) const {
  return ReadTrade(query, [&](const BlockQuery& from) { return ReadSeries(from, commodity); });
}

absl::StatusOr<std::vector<Series>> Snapshot::ReadTrade(const BlockQuery& query,
                                                        const ReadBlocks& read) const {
  ASSIGN_OR_RETURN(std::vector<Series> series, read(query));
  const std::optional<BlockQuery> other = OtherEnd(query);
  if (!other) return series;
  ASSIGN_OR_RETURN(std::vector<Series> from_other, read(*other));
  for (Series& one : from_other) {
    if (!IsReconciled(one.source)) continue;
    std::swap(one.reporter, one.partner);
    one.flow = query.flow;
    series.push_back(std::move(one));
  }
  return series;
}

absl::Status Snapshot::ScanTrade(const BlockQuery& query,
                                 const std::function<void(const BlockState&)>& visit) const {
  RETURN_IF_ERROR(ScanBlocks(query, std::nullopt, [&](const BlockState& block) {
    visit(block);
    return true;
  }));
  const std::optional<BlockQuery> other = OtherEnd(query);
  if (!other) return absl::OkStatus();
  return ScanBlocks(*other, std::nullopt, [&](const BlockState& block) {
    if (IsReconciled(SourceOf(*vintage().Find(block.release)))) visit(block);
    return true;
  });
}

absl::StatusOr<std::vector<BlockState>> Snapshot::FindBlocks(const BlockKey& key) const {
  BlockQuery query = Between(key.reporter, key.partner);
  query.flow = key.flow;
  query.period = key.period;
  std::vector<BlockState> blocks;
  RETURN_IF_ERROR(ScanTrade(query, [&](const BlockState& block) { blocks.push_back(block); }));
  return blocks;
}

absl::StatusOr<std::vector<Period>> Snapshot::YearsOf(const BlockQuery& query) const {
  std::set<Period> years;
  const auto scan = [&](const BlockQuery& from, bool reconciled) -> absl::Status {
    RETURN_IF_ERROR(store_->ScanPeriods(from, [&](const Period& period, int64_t chain) {
      const Release* const counting = vintage().Counting(chain);
      if (counting == nullptr || (reconciled && !IsReconciled(SourceOf(*counting)))) return;
      years.insert(period.Enclosing(Frequency::kAnnual));
    }));
    return CheckWhole(from);
  };
  RETURN_IF_ERROR(scan(query, false));
  if (const std::optional<BlockQuery> other = OtherEnd(query)) {
    RETURN_IF_ERROR(scan(*other, true));
  }
  if (query.partner == kWorld) {
    for (const WorldState& world : WorldsOf(query.flow)) {
      years.insert(world.period.Enclosing(Frequency::kAnnual));
    }
  }
  return std::vector<Period>(years.rbegin(), years.rend());
}

absl::Status ScanBlocksIn(const Store& store, const Release& release,
                          const std::optional<BlockPosition>& after,
                          const std::function<bool(const BlockState&)>& visit) {
  BlockQuery query;
  query.chain = release.chain;
  RETURN_IF_ERROR(GiveStanding<BlockState>(
      [&](int64_t) { return release.id; },
      [&](const auto& take) { return store.ScanBlocks(query, after, take); },
      [&](const BlockState& state) { return state.rows == 0 || visit(state); }));
  return CheckKept(store, release.id);
}

absl::StatusOr<std::vector<Observation>> Snapshot::ReadBlock(const BlockState& block) const {
  RETURN_IF_ERROR(CheckDeadline());
  ASSIGN_OR_RETURN(const BlockBytes bytes, store_->ReadBlock(block));
  return DecodeBlock(block.position.key, bytes.columns, bytes.locators);
}

absl::StatusOr<std::vector<Observation>> Snapshot::ReadCommodity(
    const BlockState& block, absl::string_view commodity) const {
  RETURN_IF_ERROR(CheckDeadline());
  ASSIGN_OR_RETURN(const BlockBytes bytes, store_->ReadBlock(block));
  const auto decode = HasParts(commodity) ? DecodeWithParts : DecodeCommodity;
  return decode(block.position.key, commodity, bytes.columns, bytes.locators);
}

absl::StatusOr<BlockKinds> Snapshot::ReadKinds(const BlockState& block) const {
  RETURN_IF_ERROR(CheckDeadline());
  ASSIGN_OR_RETURN(const BlockBytes bytes, store_->ReadBlock(block));
  return DecodeKinds(bytes.columns);
}

absl::StatusOr<std::vector<Series>> Snapshot::ReadBothEnds(const PairQuery& query) const {
  const auto is_asked_for = [&](const Period& period) {
    return period.frequency() >= query.frequency &&
           (!query.period || period.Enclosing(query.frequency) == *query.period);
  };
  std::vector<Series> all;
  for (const auto& [reporter, partner] : {std::pair(query.pair.first, query.pair.second),
                                          std::pair(query.pair.second, query.pair.first)}) {
    ASSIGN_OR_RETURN(std::vector<Series> series, ReadSeries(Between(reporter, partner), kTotal));
    for (Series& one : series) {
      if (one.flow != kExports && one.flow != kImports && !TellsReExports(one.flow)) continue;
      std::erase_if(one.points, [&](const Point& point) { return !is_asked_for(point.period); });
      if (!one.points.empty()) all.push_back(std::move(one));
    }
  }
  return all;
}

absl::StatusOr<PairTrade> Snapshot::ReadPair(const PairQuery& query) const {
  ASSIGN_OR_RETURN(std::vector<Series> given, ReadBothEnds(query));
  const bool any = !given.empty();
  if (!query.source.empty()) {
    std::erase_if(given, [&](const Series& one) { return one.source != query.source; });
  }
  ASSIGN_OR_RETURN(FilledSeries whole, FillUp(query.frequency, given, vintage()));
  ASSIGN_OR_RETURN(const std::vector<Series> own, WithoutReExports(given, vintage()));
  ASSIGN_OR_RETURN(const FilledSeries without, FillUp(query.frequency, own, vintage()));
  PairTrade trade;
  trade.series = std::move(whole.series);
  trade.incomplete = std::move(whole.incomplete);
  ASSIGN_OR_RETURN(trade.volumes,
                   VolumesByEveryDefinition(query.pair, trade.series, without.series, kinds()));
  if (trade.series.empty()) {
    BlockQuery asked = Between(query.pair.first, query.pair.second);
    asked.frequency = query.frequency;
    asked.period = query.period;
    ASSIGN_OR_RETURN(trade.empty_reason, WhyEmpty(asked, any && given.empty()));
  }
  return trade;
}

absl::StatusOr<Snapshot::Presence> Snapshot::Look(const BlockQuery& query) const {
  Presence presence;
  RETURN_IF_ERROR(ScanBlocks(query, std::nullopt, [&](const BlockState&) {
    presence.counting = true;
    return false;
  }));
  if (presence.counting || !as_of_) return presence;
  absl::flat_hash_set<int64_t> recorded_later;  // chains that tell something after the revision
  RETURN_IF_ERROR(store_->ScanBlocks(query, std::nullopt, [&](const BlockState& state) {
    const Release* const release = vintage().Find(state.release);
    if (release == nullptr) recorded_later.insert(state.position.chain);
    presence.later = release != nullptr && PublishedDay(*release) > *as_of_;
    return !presence.later;
  }));
  if (presence.later || recorded_later.empty()) return presence;
  // A release that is pruned may have told it before.
  const auto releases = store_->Releases();
  for (const Release& release : *releases) {
    if (release.pruned && release.revision <= catalogue_->revision &&
        PublishedDay(release) > *as_of_ && recorded_later.contains(release.chain)) {
      return ReleasePruned(release);
    }
  }
  return presence;
}

absl::StatusOr<EmptyReason> Snapshot::WhyEmpty(const BlockQuery& query, bool filtered) const {
  if (filtered) return EmptyReason::kFilteredOut;
  const auto releases = store_->Releases();
  if (std::none_of(releases->begin(), releases->end(), [&](const Release& release) {
        return release.revision <= catalogue_->revision;
      })) {
    return EmptyReason::kNoSourceLoaded;
  }
  ASSIGN_OR_RETURN(const Presence asked, Look(query));
  if (asked.later && !asked.counting) return EmptyReason::kNotKnownThen;
  for (const auto& [reporter, partner] :
       {std::pair(query.reporter, query.partner), std::pair(query.partner, query.reporter)}) {
    ASSIGN_OR_RETURN(const Presence pair, Look(Between(reporter, partner)));
    if (pair.counting) return EmptyReason::kNotReported;
    if (pair.later) return EmptyReason::kNotKnownThen;
  }
  return EmptyReason::kPairNotCovered;
}

}  // namespace entente::trade
