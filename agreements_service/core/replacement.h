#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_REPLACEMENT_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_REPLACEMENT_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "agreements_service/core/agreement.h"

namespace entente::agreements {

// An agreement that took another's place.
struct Replacement {
  std::string agreement;             // name of the one that took it
  std::string replaced;              // name of the other
  bool certain = true;               // false: it may have been after the day
  std::vector<std::string> reasons;  // sentences
};

// What took the place of `agreement` by `day`, or may have; in the order of `successors`, which are
// the agreements that have a relation to it.
std::vector<Replacement> ReplacementsOf(const Agreement& agreement,
                                        const std::vector<Agreement>& successors,
                                        absl::CivilDay day);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_REPLACEMENT_H_
