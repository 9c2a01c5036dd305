#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_SPAN_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_SPAN_H_

#include "absl/time/civil_time.h"

#include "common/time/partial_date.h"

namespace entente::agreements {

// The days on which something can have happened, from the first to the last. CivilDay::max() as the
// last one says that nobody knows.
struct Span {
  absl::CivilDay earliest;
  absl::CivilDay latest;

  // Had it happened by `day`?
  Truth By(absl::CivilDay day) const {
    if (latest <= day) return Truth::kYes;
    return earliest > day ? Truth::kNo : Truth::kIndeterminate;
  }

  friend bool operator==(const Span&, const Span&) = default;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_SPAN_H_
