#include "agreements_service/pair_timeline.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <limits>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/convert.h"
#include "agreements_service/core/pair_timeline.h"
#include "agreements_service/store/snapshot.h"
#include "common/api/convert.h"
#include "common/api/list.h"
#include "common/api/pairs.h"
#include "common/rpc/page.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::agreements {
namespace {

constexpr int kAll = std::numeric_limits<int>::max();
constexpr int kMaxYearsOfAnniversaries = 100;

struct TimelineQuery {
  Pair pair;
  absl::CivilDay first = absl::CivilDay::min();
  absl::CivilDay last = absl::CivilDay::max();
  std::set<TimelineEntryKind> kinds;  // empty: all but anniversaries

  bool Wants(TimelineEntryKind kind) const {
    return kinds.empty() ? kind != TimelineEntryKind::kAnniversary : kinds.contains(kind);
  }
};

absl::StatusOr<TimelineQuery> CheckTimeline(const v1::GetTimelineRequest& request) {
  TimelineQuery query;
  ASSIGN_OR_RETURN(query.pair, CheckPair(request.parent(), "parent"));
  if (request.has_first_day()) {
    ASSIGN_OR_RETURN(query.first, entente::FromProto(request.first_day(), "first_day"));
  }
  if (request.has_last_day()) {
    ASSIGN_OR_RETURN(query.last, entente::FromProto(request.last_day(), "last_day"));
  }
  if (query.last < query.first) {
    return InvalidField("DAYS_REVERSED", "last_day", "comes before the first day");
  }
  for (int i = 0; i < request.kinds_size(); ++i) {
    ASSIGN_OR_RETURN(const TimelineEntryKind kind,
                     FromProto(request.kinds(i), absl::StrCat("kinds[", i, "]")));
    query.kinds.insert(kind);
  }
  if (!query.Wants(TimelineEntryKind::kAnniversary)) return query;
  for (const auto& [field, given] : {std::pair("first_day", request.has_first_day()),
                                     std::pair("last_day", request.has_last_day())}) {
    if (!given) return InvalidField("DAY_MISSING", field, "anniversaries need both days");
  }
  if (query.last.year() - query.first.year() > kMaxYearsOfAnniversaries) {
    return InvalidField("RANGE_TOO_LONG", "last_day",
                        absl::StrCat("anniversaries are told of at most ", kMaxYearsOfAnniversaries,
                                     " years; ask for fewer"));
  }
  return query;
}

// What happened to all that the snapshot has of the pair, on any day, and the anniversaries that
// are wanted.
absl::StatusOr<std::vector<TimelineEntry>> AllEntries(const Store& store, const Snapshot& snapshot,
                                                      int64_t revision,
                                                      const TimelineQuery& query) {
  std::vector<TimelineEntry> all;
  const auto add = [&all](std::vector<TimelineEntry> entries) {
    std::move(entries.begin(), entries.end(), std::back_inserter(all));
  };
  ASSIGN_OR_RETURN(
      const std::vector<Agreement> agreements,
      snapshot.All(
          {.countries = {query.pair.first, query.pair.second}, .occasion = "", .related_to = ""}));
  for (const Agreement& agreement : agreements) {
    ASSIGN_OR_RETURN(const std::vector<Agreement> successors,
                     snapshot.All({.countries = {}, .occasion = "", .related_to = agreement.name}));
    add(EntriesOf(agreement, successors, query.pair));
  }
  const std::string prefix = absl::StrCat("pairs/", PairId(query.pair), "/");
  ASSIGN_OR_RETURN(const std::vector<Occasion> occasions,
                   store.ListOccasions(prefix, "", kAll, revision));
  for (const Occasion& occasion : occasions) {
    if (snapshot.Knows(occasion)) add(EntriesOf(snapshot.Trim(occasion)));
  }
  ASSIGN_OR_RETURN(const std::vector<Milestone> milestones,
                   store.ListMilestones(prefix, "", kAll, revision));
  for (const Milestone& milestone : milestones) {
    if (!snapshot.Knows(milestone)) continue;
    const Milestone known = snapshot.Trim(milestone);
    add(EntriesOf(known));
    if (query.Wants(TimelineEntryKind::kAnniversary)) {
      add(AnniversariesOf(known, query.first, query.last));
    }
  }
  return all;
}

// Why a timeline is empty of which the snapshot has `known` entries.
absl::StatusOr<EmptyReason> WhyEmpty(const Store& store, const Snapshot& snapshot,
                                     const ReadPoint& read, const TimelineQuery& query,
                                     size_t known) {
  if (known > 0) return EmptyReason::kFilteredOut;
  ASSIGN_OR_RETURN(
      const std::vector<TimelineEntry> ever,
      AllEntries(store, Snapshot(store, read.revision, std::nullopt), read.revision, query));
  return snapshot.WhyEmptyBelow(query.pair, !ever.empty());
}

}  // namespace

absl::StatusOr<v1::GetTimelineResponse> GetTimeline(const Store& store,
                                                    const v1::GetTimelineRequest& request) {
  ASSIGN_OR_RETURN(const TimelineQuery query, CheckTimeline(request));
  ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, store.journal()));
  size_t shown = 0;
  if (!absl::SimpleAtoi(list.after, &shown)) shown = 0;
  const Snapshot snapshot(store, list.read.revision, list.read.as_of);
  ASSIGN_OR_RETURN(std::vector<TimelineEntry> entries,
                   AllEntries(store, snapshot, list.read.revision, query));
  const size_t known = entries.size();
  std::erase_if(entries, [&](const TimelineEntry& entry) {
    return !query.Wants(entry.kind) || !CanBeWithin(entry, query.first, query.last);
  });
  PutInOrder(entries);

  v1::GetTimelineResponse response;
  const size_t end = std::min(entries.size(), shown + static_cast<size_t>(list.limit));
  for (; shown < end; ++shown) *response.add_entries() = ToProto(entries[shown]);
  if (end < entries.size()) {
    response.set_next_page_token(rpc::EncodePageToken(
        {.revision = list.read.revision, .after = absl::StrCat(end)}, list.fingerprint));
  }
  if (entries.empty()) {
    ASSIGN_OR_RETURN(const EmptyReason reason, WhyEmpty(store, snapshot, list.read, query, known));
    response.set_empty_reason(entente::ToProto(reason));
  }
  response.set_revision(list.read.revision);
  return response;
}

}  // namespace entente::agreements
