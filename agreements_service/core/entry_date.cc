#include "agreements_service/core/entry_date.h"

#include <cstddef>
#include <optional>
#include <string>

#include "absl/time/civil_time.h"

#include "common/time/day.h"

namespace entente::agreements {
namespace {

bool Means(const PartialDate& date, const Span& span) {
  return date.Earliest() == span.earliest && date.Latest() == span.latest;
}

// What kind of entry an event or an action tells of; absent: none, or not by itself.
std::optional<TimelineEntryKind> KindOf(EventKind kind) {
  switch (kind) {
    case EventKind::kSigned:
      return TimelineEntryKind::kSigned;
    case EventKind::kProvisionalApplication:
      return TimelineEntryKind::kProvisionallyApplied;
    case EventKind::kEntryIntoForce:
      return TimelineEntryKind::kInForce;
    case EventKind::kSuspended:
      return TimelineEntryKind::kSuspended;
    case EventKind::kResumed:
      return TimelineEntryKind::kResumed;
    case EventKind::kTerminated:
      return TimelineEntryKind::kTerminated;
    case EventKind::kExpired:
      return TimelineEntryKind::kExpired;
    case EventKind::kAdopted:
    case EventKind::kApplied:
    case EventKind::kRegistered:
      return std::nullopt;
  }
  return std::nullopt;
}

std::optional<TimelineEntryKind> KindOf(ActionKind kind) {
  switch (kind) {
    case ActionKind::kSignature:
    case ActionKind::kDefinitiveSignature:
      return TimelineEntryKind::kSigned;
    case ActionKind::kProvisionalApplication:
      return TimelineEntryKind::kProvisionallyApplied;
    case ActionKind::kEntryIntoForce:
      return TimelineEntryKind::kInForce;
    case ActionKind::kSuspension:
      return TimelineEntryKind::kSuspended;
    case ActionKind::kWithdrawal:
    case ActionKind::kDenunciation:
      return TimelineEntryKind::kTerminated;
    default:
      return std::nullopt;
  }
}

// The dates by which an agreement itself tells of something.
std::vector<PartialDate> DatesOf(TimelineEntryKind kind, const Agreement& agreement) {
  std::vector<PartialDate> dates;
  for (const Event& event : agreement.events) {
    if (KindOf(event.kind) == kind) dates.push_back(event.date);
  }
  for (const Action& action : agreement.actions) {
    if (KindOf(action.kind) == kind) dates.push_back(action.Effect());
  }
  return dates;
}

// The dates by which `successor` tells that it superseded or terminated an agreement.
std::vector<PartialDate> DatesOfEnding(TimelineEntryKind kind, const Agreement& successor,
                                       const std::string& ended) {
  const RelationKind wanted = kind == TimelineEntryKind::kSuperseded ? RelationKind::kSupersedes
                                                                     : RelationKind::kTerminates;
  std::vector<PartialDate> dates;
  for (const Relation& relation : successor.relations) {
    if (relation.agreement != ended || relation.kind != wanted) continue;
    if (relation.date != PartialDate()) {
      dates.push_back(relation.date);
      continue;
    }
    const std::vector<PartialDate> entry = DatesOf(TimelineEntryKind::kInForce, successor);
    dates.insert(dates.end(), entry.begin(), entry.end());
  }
  return dates;
}

}  // namespace

PartialDate EntryDate(TimelineEntryKind kind, const Span& span, const Agreement& agreement,
                      const std::vector<Agreement>& successors) {
  if (span.latest == absl::CivilDay::max()) return PartialDate::Unknown();
  std::vector<PartialDate> told = DatesOf(kind, agreement);
  if (kind == TimelineEntryKind::kSuperseded || kind == TimelineEntryKind::kTerminated) {
    for (const Agreement& successor : successors) {
      const std::vector<PartialDate> more = DatesOfEnding(kind, successor, agreement.name);
      told.insert(told.end(), more.begin(), more.end());
    }
  }
  for (const PartialDate& date : told) {
    if (Means(date, span)) return date;
  }
  for (const size_t precision : {sizeof("2022-05-10"), sizeof("2022-05"), sizeof("2022")}) {
    const auto date = PartialDate::Parse(FormatDay(span.earliest).substr(0, precision - 1));
    if (date.ok() && Means(*date, span)) return *date;
  }
  return PartialDate();
}

}  // namespace entente::agreements
