#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_PAIR_TIMELINE_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_PAIR_TIMELINE_H_

#include <vector>

#include "absl/time/civil_time.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/milestone.h"
#include "agreements_service/core/occasion.h"
#include "agreements_service/core/timeline_entry.h"
#include "common/geo/pair.h"

// What happened between two countries, in one list.
namespace entente::agreements {

// What became of an agreement, as far as it happened; of what ended it, only what can have come
// first. `successors`: the agreements that have a relation to it.
std::vector<TimelineEntry> EntriesOf(const Agreement& agreement,
                                     const std::vector<Agreement>& successors, const Pair& pair);

// One entry, or none if it did not happen.
std::vector<TimelineEntry> EntriesOf(const Occasion& occasion);
std::vector<TimelineEntry> EntriesOf(const Milestone& milestone);

// The milestone's anniversaries from `first` to `last`, whose years are ones that a date can have.
std::vector<TimelineEntry> AnniversariesOf(const Milestone& milestone, absl::CivilDay first,
                                           absl::CivilDay last);

// Whether it can have happened from `first` to `last`, or lasted on one of these days.
bool CanBeWithin(const TimelineEntry& entry, absl::CivilDay first, absl::CivilDay last);

// Puts entries in order of the first day that they can mean, the less precise before the more, then
// of kind and of resource. What can be any day, or any from one on, comes last of all.
void PutInOrder(std::vector<TimelineEntry>& entries);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_PAIR_TIMELINE_H_
