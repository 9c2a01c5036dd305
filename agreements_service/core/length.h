#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_LENGTH_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_LENGTH_H_

#include <cstdint>
#include <string>

#include "absl/time/civil_time.h"

#include "agreements_service/core/span.h"

namespace entente::agreements {

// A length of time by the calendar: years and months together, and then days. None is negative.
struct Length {
  int64_t years = 0;
  int64_t months = 0;
  int64_t days = 0;

  friend bool operator==(const Length&, const Length&) = default;
};

// One after the other, and so many of one: the parts are added before anything is counted, so that
// two months after the 31st of December are the last day of February and three the 31st of March.
Length operator+(const Length& one, const Length& other);
Length operator*(int64_t times, const Length& one);

// The day that comes so long after `day`, or before it. Months keep the day of the month or, where
// the month is shorter, end on its last day. A later day gives no earlier one. What lies beyond the
// years 1 to 9999 is CivilDay::min() or max(), and these are never left.
absl::CivilDay After(absl::CivilDay day, const Length& length);
absl::CivilDay Before(absl::CivilDay day, const Length& length);

// Both ends counted from.
Span After(const Span& span, const Length& length);
Span Before(const Span& span, const Length& length);

// "5 years", "1 year, 6 months and 10 days"; "0 days" for no time at all.
std::string ToText(const Length& length);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_LENGTH_H_
