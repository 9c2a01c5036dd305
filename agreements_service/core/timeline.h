#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_TIMELINE_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_TIMELINE_H_

#include <optional>
#include <string>
#include <vector>

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/fact.h"

// What is known of an agreement's course: the facts from which its status on a day follows. Where
// no entry into force and no end is recorded, its terms tell them.
namespace entente::agreements {

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
  // It ceases to protect what was begun under it, having been terminated or having expired.
  std::optional<Fact> sunset_end;
};

// `successors`: the agreements that have a relation to it.
Timeline TimelineOf(const Agreement& agreement, const std::vector<Agreement>& successors);

// When protection ends of which the beginning of the end is known, and the sentence that says so.
// The agreement must have a rule for that.
Fact SunsetEnd(const Span& end, const Agreement& agreement);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_TIMELINE_H_
