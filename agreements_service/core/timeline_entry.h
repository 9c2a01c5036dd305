#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_TIMELINE_ENTRY_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_TIMELINE_ENTRY_H_

#include <string>
#include <vector>

#include "agreements_service/core/timeline.h"
#include "common/provenance/evidence.h"
#include "common/time/partial_date.h"

namespace entente::agreements {

// What happened between two countries. Numbered as in the contract, which says what each value
// means.
enum class TimelineEntryKind {
  kOccasion = 1,
  kSigned = 2,
  kPartyAction = 3,
  kProvisionallyApplied = 4,
  kInForce = 5,
  kSuspended = 6,
  kResumed = 7,
  kSuperseded = 8,
  kTerminated = 9,
  kExpired = 10,
  kMilestone = 11,
  kAnniversary = 12
};

struct TimelineEntry {
  TimelineEntryKind kind = TimelineEntryKind::kOccasion;
  Span span;             // when; of an occasion its first day
  PartialDate date;      // that says just that; absent: several decide it
  PartialDate end;       // of an occasion; absent: one day
  std::string resource;  // name of the agreement, occasion or milestone
  std::string title;
  std::vector<std::string> reasons;  // of an agreement: sentences
  int number = 0;                    // of an anniversary: years after the milestone
  std::vector<Evidence> evidence;    // of the resource
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_TIMELINE_ENTRY_H_
