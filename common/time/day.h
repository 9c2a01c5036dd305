#ifndef ENTENTE_COMMON_TIME_DAY_H_
#define ENTENTE_COMMON_TIME_DAY_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace entente {

// The years that a date can have here, as in ISO 8601 without agreement of the parties.
inline constexpr int kMinYear = 1;
inline constexpr int kMaxYear = 9999;

// 28 to 31, in the Gregorian calendar. `month` is 1..12.
int DaysInMonth(int year, int month);

// Reads `2022-05-10`; nothing else is a day. INVALID_ARGUMENT names the column.
absl::StatusOr<absl::CivilDay> ParseDay(absl::string_view text);

// Writes what ParseDay reads. The year must be in kMinYear..kMaxYear.
std::string FormatDay(absl::CivilDay day);

// The first anniversary of `origin` on or after `on_or_after`. The origin itself is none, so the
// answer is at least a year later. What began on 29 February is remembered on 28 February in
// common years. Both years must be in kMinYear..kMaxYear, here and in AnniversaryNumber.
absl::CivilDay NextAnniversary(absl::CivilDay origin, absl::CivilDay on_or_after);

// How many anniversaries of `origin` there were up to and including `day`: 30 on the thirtieth
// anniversary, 0 before the first.
int AnniversaryNumber(absl::CivilDay origin, absl::CivilDay day);

}  // namespace entente

#endif  // ENTENTE_COMMON_TIME_DAY_H_
