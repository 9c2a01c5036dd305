#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_PUBLISHED_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_PUBLISHED_H_

#include <vector>

#include "absl/time/civil_time.h"

#include "common/provenance/evidence.h"
#include "common/time/partial_date.h"

namespace entente::agreements {

// Whether the evidence had been published by the end of `day`: its date counts as the last day that
// it can mean; where there is none, yes.
bool PublishedBy(const Evidence& evidence, absl::CivilDay day);

// Whether the earliest evidence with a date had been; yes if none has a date.
bool PublishedBy(const std::vector<Evidence>& evidence, absl::CivilDay day);

// Whether something that happened on `date` was known by the end of `day`. Where no evidence says
// when it was published, it cannot have been known before the first day that its date can mean.
bool KnownBy(const PartialDate& date, const std::vector<Evidence>& evidence, absl::CivilDay day);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_PUBLISHED_H_
