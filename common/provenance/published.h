#ifndef ENTENTE_COMMON_PROVENANCE_PUBLISHED_H_
#define ENTENTE_COMMON_PROVENANCE_PUBLISHED_H_

#include <vector>

#include "absl/time/civil_time.h"

#include "common/provenance/evidence.h"
#include "common/time/partial_date.h"

// What was known in the world by the end of a day, for every read `as of` one. A date counts as the
// last day that it can mean. The day on which something was published goes before the day on which
// it happened, and what has neither counts as always known.
namespace entente {

// Whether the evidence had been published; yes if it does not say when.
bool PublishedBy(const Evidence& evidence, absl::CivilDay day);

// Whether the earliest evidence with a date had been; yes if none has a date.
bool PublishedBy(const std::vector<Evidence>& evidence, absl::CivilDay day);

// Whether something that happened on `date` was known: one at least of its evidence was published,
// or, where no evidence says when, it had happened. What has not happened or never will, and what
// happened on an unknown day, has no date.
bool KnownBy(const PartialDate& date, const std::vector<Evidence>& evidence, absl::CivilDay day);

// Leaves out the evidence that was published later.
void KeepPublished(std::vector<Evidence>& evidence, absl::CivilDay day);

}  // namespace entente

#endif  // ENTENTE_COMMON_PROVENANCE_PUBLISHED_H_
