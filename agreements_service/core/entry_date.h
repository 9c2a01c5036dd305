#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_ENTRY_DATE_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_ENTRY_DATE_H_

#include <vector>

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/timeline.h"
#include "agreements_service/core/timeline_entry.h"
#include "common/time/partial_date.h"

namespace entente::agreements {

// The date of what happened to an agreement on the days of `span`: the one in its sources that
// means just these, with what they say of its certainty, or else a day, month or year that does.
// Absent: none does, because several dates decide it. `successors` as in TimelineOf.
PartialDate EntryDate(TimelineEntryKind kind, const Span& span, const Agreement& agreement,
                      const std::vector<Agreement>& successors);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_ENTRY_DATE_H_
