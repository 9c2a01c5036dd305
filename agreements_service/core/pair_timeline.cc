#include "agreements_service/core/pair_timeline.h"

#include <algorithm>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/strings/str_cat.h"

#include "agreements_service/core/entry_date.h"
#include "agreements_service/core/fact.h"
#include "agreements_service/core/first_endings.h"
#include "agreements_service/core/sentence.h"
#include "agreements_service/core/timeline.h"
#include "common/time/day.h"

namespace entente::agreements {
namespace {

TimelineEntryKind KindOf(EndingKind kind) {
  switch (kind) {
    case EndingKind::kSuperseded:
      return TimelineEntryKind::kSuperseded;
    case EndingKind::kTerminated:
      return TimelineEntryKind::kTerminated;
    case EndingKind::kExpired:
      return TimelineEntryKind::kExpired;
  }
  return TimelineEntryKind::kTerminated;
}

// Whether an action of one of the two is told beside what happened to the agreement as a whole,
// which between two parties tells of it.
bool IsTold(ActionKind kind, bool of_two) {
  switch (kind) {
    case ActionKind::kRatification:
    case ActionKind::kAcceptance:
    case ActionKind::kApproval:
    case ActionKind::kAccession:
    case ActionKind::kSuccession:
      return true;
    case ActionKind::kSignature:
    case ActionKind::kDefinitiveSignature:
    case ActionKind::kProvisionalApplication:
    case ActionKind::kEntryIntoForce:
    case ActionKind::kSuspension:
    case ActionKind::kWithdrawal:
    case ActionKind::kDenunciation:
      return !of_two;
    default:
      return false;
  }
}

// Ids of the parties that are one of the two, or were before it.
std::vector<std::string> PartiesOf(const Agreement& agreement, const Pair& pair) {
  std::vector<std::string> ids;
  for (const Party& party : agreement.parties) {
    if (party.country == pair.first || party.country == pair.second) ids.push_back(party.id);
  }
  return ids;
}

// A resource's evidence, and when it was recorded.
template <typename T>
std::vector<Evidence> RecordedEvidence(const T& resource) {
  std::vector<Evidence> evidence = resource.evidence;
  for (Evidence& one : evidence) one.recorded = resource.recorded;
  return evidence;
}

// An occasion or milestone, as it happened on `date`.
template <typename T>
std::vector<TimelineEntry> OneEntry(TimelineEntryKind kind, const T& resource,
                                    const PartialDate& date) {
  if (!Happened(date)) return {};
  TimelineEntry entry;
  entry.kind = kind;
  entry.span = {date.Earliest(), date.Latest()};
  entry.date = date;
  entry.resource = resource.name;
  entry.title = resource.title;
  entry.evidence = RecordedEvidence(resource);
  return {entry};
}

}  // namespace

std::vector<TimelineEntry> EntriesOf(const Agreement& agreement,
                                     const std::vector<Agreement>& successors, const Pair& pair) {
  std::vector<TimelineEntry> entries;
  const auto add = [&](TimelineEntryKind kind, const Fact& fact, const PartialDate& date) {
    TimelineEntry& entry = entries.emplace_back();
    entry.kind = kind;
    entry.span = fact.span;
    entry.date = date;
    entry.resource = agreement.name;
    if (!agreement.titles.empty()) entry.title = agreement.titles.front().text;
    for (const auto* const sentences : {&fact.sentences, &fact.grounds}) {
      for (const std::string& sentence : *sentences) {
        entry.reasons.push_back(absl::StrCat(sentence, "."));
      }
    }
    entry.evidence = RecordedEvidence(agreement);
  };
  const auto add_fact = [&](TimelineEntryKind kind, const std::optional<Fact>& fact) {
    if (!fact) return;
    add(kind, *fact, EntryDate(kind, fact->span, agreement, successors));
  };

  const Timeline timeline = TimelineOf(agreement, successors);
  add_fact(TimelineEntryKind::kSigned, timeline.signature);
  const FactReader reader(agreement);
  const std::vector<std::string> parties = PartiesOf(agreement, pair);
  for (const Action& action : agreement.actions) {
    if (!IsTold(action.kind, agreement.parties.size() <= 2)) continue;
    if (std::find(parties.begin(), parties.end(), action.party) == parties.end()) continue;
    const PartialDate& date = action.Effect();
    if (!Happened(date)) continue;
    const Fact fact = reader.FactOf(action);
    // What takes effect by a term has no date of its own.
    const bool is_own = fact.span == reader.SpanOf(date);
    add(TimelineEntryKind::kPartyAction, fact, is_own ? date : PartialDate());
  }
  add_fact(TimelineEntryKind::kProvisionallyApplied, timeline.provisional_application);
  add_fact(TimelineEntryKind::kInForce, timeline.entry_into_force);
  for (const Suspension& suspension : timeline.suspensions) {
    add_fact(suspension.begins ? TimelineEntryKind::kSuspended : TimelineEntryKind::kResumed,
             suspension.fact);
  }
  for (const Ending& ending : FirstEndings(timeline.endings)) {
    add_fact(KindOf(ending.kind), ending.fact);
  }
  return entries;
}

std::vector<TimelineEntry> EntriesOf(const Occasion& occasion) {
  std::vector<TimelineEntry> entries =
      OneEntry(TimelineEntryKind::kOccasion, occasion, occasion.start);
  for (TimelineEntry& entry : entries) entry.end = occasion.end;
  return entries;
}

std::vector<TimelineEntry> EntriesOf(const Milestone& milestone) {
  return OneEntry(TimelineEntryKind::kMilestone, milestone, milestone.date);
}

std::vector<TimelineEntry> AnniversariesOf(const Milestone& milestone, absl::CivilDay first,
                                           absl::CivilDay last) {
  std::vector<TimelineEntry> entries;
  absl::CivilDay from = std::max(first, milestone.date.Earliest());
  while (from <= last) {
    const std::optional<Anniversary> next = NextAnniversary(milestone, from);
    if (!next || next->day > last) return entries;
    TimelineEntry& entry = entries.emplace_back();
    entry.kind = TimelineEntryKind::kAnniversary;
    // An ordinary day with or without a qualifier is always a date.
    entry.span = {next->day, next->day};
    entry.date =
        PartialDate::Parse(absl::StrCat(FormatDay(next->day), next->uncertain ? "?" : "")).value();
    entry.resource = milestone.name;
    entry.title = milestone.title;
    entry.number = next->number;
    entry.evidence = RecordedEvidence(milestone);
    from = next->day + 1;
  }
  return entries;
}

bool CanBeWithin(const TimelineEntry& entry, absl::CivilDay first, absl::CivilDay last) {
  const absl::CivilDay latest = entry.end == PartialDate() ? entry.span.latest : entry.end.Latest();
  return entry.span.earliest <= last && latest >= first;
}

void PutInOrder(std::vector<TimelineEntry>& entries) {
  // Of one first day the later last day goes before the earlier.
  const auto place = [](const TimelineEntry& entry, const absl::CivilDay& others_latest) {
    return std::tuple<bool, absl::CivilDay, absl::CivilDay, TimelineEntryKind, const std::string&>(
        entry.span.latest == absl::CivilDay::max(), entry.span.earliest, others_latest, entry.kind,
        entry.resource);
  };
  std::stable_sort(entries.begin(), entries.end(),
                   [&](const TimelineEntry& one, const TimelineEntry& other) {
                     return place(one, other.span.latest) < place(other, one.span.latest);
                   });
}

}  // namespace entente::agreements
