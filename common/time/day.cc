#include "common/time/day.h"

#include <algorithm>

#include "absl/strings/str_format.h"

#include "common/status/status_macros.h"
#include "common/time/scanner.h"

namespace entente {
namespace {

absl::StatusOr<absl::CivilDay> ScanDay(Scanner& scanner) {
  ASSIGN_OR_RETURN(const int year, scanner.Number("year", 4, kMinYear, kMaxYear));
  RETURN_IF_ERROR(scanner.Expect("-"));
  ASSIGN_OR_RETURN(const int month, scanner.Number("month", 2, 1, 12));
  RETURN_IF_ERROR(scanner.Expect("-"));
  ASSIGN_OR_RETURN(const int day, scanner.Number("day", 2, 1, DaysInMonth(year, month)));
  return absl::CivilDay(year, month, day);
}

absl::CivilDay AnniversaryIn(absl::civil_year_t year, absl::CivilDay origin) {
  const absl::CivilDay same(year, origin.month(), origin.day());
  return same.month() == origin.month() ? same : same - 1;  // 29 February, normalised to 1 March
}

}  // namespace

int DaysInMonth(int year, int month) {
  return (absl::CivilDay(absl::CivilMonth(year, month) + 1) - 1).day();
}

absl::StatusOr<absl::CivilDay> ParseDay(absl::string_view text) {
  Scanner scanner("day", "YYYY-MM-DD", text);
  ASSIGN_OR_RETURN(const absl::CivilDay day, ScanDay(scanner));
  RETURN_IF_ERROR(scanner.ExpectEnd());
  return day;
}

std::string FormatDay(absl::CivilDay day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

absl::CivilDay NextAnniversary(absl::CivilDay origin, absl::CivilDay on_or_after) {
  const absl::civil_year_t year = std::max(on_or_after.year(), origin.year() + 1);
  const absl::CivilDay anniversary = AnniversaryIn(year, origin);
  return anniversary >= on_or_after ? anniversary : AnniversaryIn(year + 1, origin);
}

int AnniversaryNumber(absl::CivilDay origin, absl::CivilDay day) {
  const absl::civil_year_t years = day.year() - origin.year();
  const bool passed = AnniversaryIn(day.year(), origin) <= day;
  return static_cast<int>(std::max<absl::civil_year_t>(passed ? years : years - 1, 0));
}

}  // namespace entente
