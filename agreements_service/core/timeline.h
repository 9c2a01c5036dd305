#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_TIMELINE_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_TIMELINE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "agreements_service/core/agreement.h"
#include "common/time/partial_date.h"

// What is known of an agreement's course: the facts from which its status on a day follows.
namespace entente::agreements {

// The days on which something can have happened, from the first to the last.
struct Span {
  absl::CivilDay earliest;
  absl::CivilDay latest;

  // Had it happened by `day`?
  Truth By(absl::CivilDay day) const {
    if (latest <= day) return Truth::kYes;
    return earliest > day ? Truth::kNo : Truth::kIndeterminate;
  }
};

// Something that happened, and the sentences that say so, without their full stops.
struct Fact {
  Span span;
  std::vector<std::string> sentences;
};

struct Suspension {
  Fact fact;
  bool begins = true;  // false: it ends
};

// What ended it; in order of precedence where two come on one day.
enum class EndingKind { kSuperseded, kTerminated, kExpired };

struct Ending {
  Fact fact;
  EndingKind kind = EndingKind::kTerminated;
};

struct Timeline {
  std::optional<Fact> signature;
  std::optional<Fact> provisional_application;
  std::optional<Fact> entry_into_force;
  // It is known that it will not enter into force.
  bool never_in_force = false;
  // What sources say of what has not happened.
  std::vector<std::string> not_yet;
  std::vector<Suspension> suspensions;
  std::vector<Ending> endings;
};

// `successors`: the agreements that have a relation to it.
Timeline TimelineOf(const Agreement& agreement, const std::vector<Agreement>& successors);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_TIMELINE_H_
