#include "trade_service/store/snapshot.h"

#include <algorithm>
#include <utility>

#include "common/status/status_macros.h"

namespace entente::trade {
namespace {

constexpr int kSourcesAtOnce = 1000;

ObservationQuery Between(const std::string& reporter, const std::string& partner) {
  ObservationQuery query;
  query.reporter = reporter;
  query.partner = partner;
  return query;
}

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

absl::StatusOr<std::vector<Series>> Snapshot::ReadSeries(const ObservationQuery& query) const {
  std::vector<StoredObservation> observations;
  RETURN_IF_ERROR(store_->Scan(query, std::nullopt, [&](const StoredObservation& stored) {
    if (vintage_.Find(stored.release) != nullptr) observations.push_back(stored);
    return true;
  }));
  return BuildSeries(observations, vintage_);
}

absl::StatusOr<PairTrade> Snapshot::ReadPair(const Pair& pair) const {
  PairTrade trade;
  for (const auto& [reporter, partner] :
       {std::pair(pair.first, pair.second), std::pair(pair.second, pair.first)}) {
    ObservationQuery query = Between(reporter, partner);
    query.frequency = Frequency::kAnnual;
    query.commodity = kTotal;
    ASSIGN_OR_RETURN(std::vector<Series> series, ReadSeries(query));
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

absl::StatusOr<Snapshot::Presence> Snapshot::Look(const ObservationQuery& query) const {
  const auto releases = store_->Releases();
  Presence presence;
  RETURN_IF_ERROR(store_->Scan(query, std::nullopt, [&](const StoredObservation& stored) {
    const auto index = static_cast<size_t>(stored.release - 1);
    if (index >= releases->size()) return true;  // imported since
    const Release& release = (*releases)[index];
    if (release.revision > revision_) return true;
    presence.counting = vintage_.Find(release.id) != nullptr;
    presence.later |= as_of_ && PublishedDay(release) > *as_of_;
    return !presence.counting;
  }));
  return presence;
}

absl::StatusOr<EmptyReason> Snapshot::WhyEmpty(const ObservationQuery& query, bool filtered) const {
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
