#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_PERIODS_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_PERIODS_H_

#include <cstdint>
#include <optional>

#include "absl/time/civil_time.h"

#include "agreements_service/core/terms.h"

namespace entente::agreements {

// The periods that an agreement goes through by its terms: its duration, and then one renewal after
// the other. Each ends on the day on which the next one begins.
class Periods {
 public:
  // Of an agreement that entered into force on `entry`, of the years 1 to 9999; `terms` must
  // outlive it.
  Periods(absl::CivilDay entry, const Terms& terms) : entry_(entry), terms_(terms) {}

  // The end of the `i`-th period, from 0 on. Absent for one that has no end, or where there is
  // none.
  std::optional<absl::CivilDay> End(int64_t i) const;

  // The first period that ends on or after `day`; where none does, the one behind the last end.
  int64_t FirstEndingFrom(absl::CivilDay day) const;

  // When a notice that was given on `day` takes effect, by the rule that the terms have. Absent
  // where the rule leaves that open: it came too late for every end.
  std::optional<absl::CivilDay> EffectOfNotice(absl::CivilDay day) const;

 private:
  const absl::CivilDay entry_;
  const Terms& terms_;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_PERIODS_H_
