#include "trade_service/store/snapshot.h"

#include <algorithm>
#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/block.h"

namespace entente::trade {
namespace {

constexpr int kSourcesAtOnce = 1000;

BlockQuery Between(const std::string& reporter, const std::string& partner) {
  BlockQuery query;
  query.reporter = reporter;
  query.partner = partner;
  return query;
}

// Of the states that come in order of position and release, picks those that stand: of each
// position the last one that the release that counts has.
template <typename State>
class Standing {
 public:
  explicit Standing(const Vintage& vintage) : vintage_(vintage) {}

  // Takes the next state. The one that it completes, if that stands.
  std::optional<State> Next(const State& state) {
    std::optional<State> complete;
    if (last_ && last_->position != state.position) complete = Take();
    const Release* const counting = vintage_.Counting(state.position.chain);
    if (counting != nullptr && state.release <= counting->id) last_ = state;
    return complete;
  }

  // The last one, when there are no more.
  std::optional<State> Take() { return std::exchange(last_, std::nullopt); }

 private:
  const Vintage& vintage_;
  std::optional<State> last_;
};

}  // namespace

absl::StatusOr<Snapshot> Snapshot::Take(const Store& store, int64_t revision,
                                        std::optional<absl::CivilDay> as_of) {
  Snapshot snapshot(store, Vintage(store.Releases(), revision, as_of), revision, as_of);
  std::string after;
  while (true) {
    ASSIGN_OR_RETURN(std::vector<Source> sources,
                     store.ListSources(after, kSourcesAtOnce, revision));
    for (Source& source : sources) {
      after = source.name;
      snapshot.kinds_.emplace(source.name, source.kind);
      snapshot.sources_.emplace(source.name, std::move(source));
    }
    if (sources.size() < kSourcesAtOnce) return snapshot;
  }
}

absl::StatusOr<std::vector<Series>> Snapshot::ReadSeries(const BlockQuery& query,
                                                         absl::string_view commodity) const {
  std::vector<StoredObservation> observations;
  if (commodity == kTotal) {
    RETURN_IF_ERROR(ScanTotals(
        query, [&](const StoredObservation& stored) { observations.push_back(stored); }));
    return BuildSeries(observations, vintage_);
  }
  std::vector<BlockState> blocks;
  RETURN_IF_ERROR(ScanBlocks(query, std::nullopt, [&](const BlockState& block) {
    blocks.push_back(block);
    return true;
  }));
  for (const BlockState& block : blocks) {
    ASSIGN_OR_RETURN(std::vector<Observation> rows, ReadBlock(block));
    for (Observation& row : rows) {
      if (row.cell.commodity != commodity) continue;
      observations.push_back({.observation = std::move(row), .release = block.release});
    }
  }
  return BuildSeries(observations, vintage_);
}

absl::Status Snapshot::ScanBlocks(const BlockQuery& query,
                                  const std::optional<BlockPosition>& after,
                                  const std::function<bool(const BlockState&)>& visit) const {
  Standing<BlockState> standing(vintage_);
  bool wanted = true;
  const auto give = [&](const std::optional<BlockState>& state) {
    if (wanted && state && state->rows > 0) wanted = visit(*state);
    return wanted;
  };
  RETURN_IF_ERROR(store_->ScanBlocks(
      query, after, [&](const BlockState& state) { return give(standing.Next(state)); }));
  give(standing.Take());
  return absl::OkStatus();
}

absl::Status Snapshot::ScanTotals(
    const BlockQuery& query, const std::function<void(const StoredObservation&)>& visit) const {
  Standing<TotalState> standing(vintage_);
  const auto give = [&](const std::optional<TotalState>& state) {
    if (state && state->observation) visit({*state->observation, state->release});
  };
  RETURN_IF_ERROR(
      store_->ScanTotals(query, [&](const TotalState& state) { give(standing.Next(state)); }));
  give(standing.Take());
  return absl::OkStatus();
}

absl::StatusOr<std::vector<Observation>> Snapshot::ReadBlock(const BlockState& block) const {
  ASSIGN_OR_RETURN(const BlockBytes bytes, store_->ReadBlock(block));
  return DecodeBlock(block.position.key, bytes.columns, bytes.locators);
}

absl::StatusOr<PairTrade> Snapshot::ReadPair(const Pair& pair) const {
  PairTrade trade;
  for (const auto& [reporter, partner] :
       {std::pair(pair.first, pair.second), std::pair(pair.second, pair.first)}) {
    BlockQuery query = Between(reporter, partner);
    query.frequency = Frequency::kAnnual;
    ASSIGN_OR_RETURN(std::vector<Series> series, ReadSeries(query, kTotal));
    for (Series& one : series) {
      if (one.flow == kExports || one.flow == kImports) trade.series.push_back(std::move(one));
    }
  }
  std::stable_sort(trade.series.begin(), trade.series.end(),
                   [](const Series& a, const Series& b) { return a.source < b.source; });
  ASSIGN_OR_RETURN(trade.volumes, Volumes(pair, trade.series, kinds_));
  if (trade.series.empty()) {
    ASSIGN_OR_RETURN(trade.empty_reason, WhyEmpty(Between(pair.first, pair.second), false));
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
  RETURN_IF_ERROR(store_->ScanBlocks(query, std::nullopt, [&](const BlockState& state) {
    const Release* const release = vintage_.Find(state.release);
    presence.later = release != nullptr && PublishedDay(*release) > *as_of_;
    return !presence.later;
  }));
  return presence;
}

absl::StatusOr<EmptyReason> Snapshot::WhyEmpty(const BlockQuery& query, bool filtered) const {
  if (filtered) return EmptyReason::kFilteredOut;
  const auto releases = store_->Releases();
  if (std::none_of(releases->begin(), releases->end(),
                   [&](const Release& release) { return release.revision <= revision_; })) {
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
