#include "common/time/day.h"

#include <algorithm>

#include "absl/strings/str_format.h"

#include "common/status/status_macros.h"
#include "common/time/scanner.h"

namespace entente {
namespace {

constexpr int kMaxFractionDigits = 9;

absl::StatusOr<absl::CivilDay> ScanDay(Scanner& scanner) {
  ASSIGN_OR_RETURN(const int year, scanner.Number("year", 4, kMinYear, kMaxYear));
  RETURN_IF_ERROR(scanner.Expect("-"));
  ASSIGN_OR_RETURN(const int month, scanner.Number("month", 2, 1, 12));
  RETURN_IF_ERROR(scanner.Expect("-"));
  ASSIGN_OR_RETURN(const int day, scanner.Number("day", 2, 1, DaysInMonth(year, month)));
  return absl::CivilDay(year, month, day);
}

// `.25`, if it comes next.
absl::StatusOr<absl::Duration> ScanFraction(Scanner& scanner) {
  if (!scanner.Skip(".")) return absl::ZeroDuration();
  const int digits = std::clamp(scanner.CountDigits(), 1, kMaxFractionDigits);
  ASSIGN_OR_RETURN(int nanoseconds, scanner.Number("fraction", digits, 0, 999'999'999));
  for (int i = digits; i < kMaxFractionDigits; ++i) nanoseconds *= 10;
  return absl::Nanoseconds(nanoseconds);
}

// `Z`, `+05:00` or `-03:30`.
absl::StatusOr<absl::Duration> ScanOffset(Scanner& scanner) {
  if (scanner.Skip("Z")) return absl::ZeroDuration();
  const bool west = scanner.Skip("-");
  if (!west && !scanner.Skip("+")) return scanner.Error("Z or an offset from UTC expected");
  ASSIGN_OR_RETURN(const int hours, scanner.Number("offset's hour", 2, 0, 23));
  RETURN_IF_ERROR(scanner.Expect(":"));
  ASSIGN_OR_RETURN(const int minutes, scanner.Number("offset's minute", 2, 0, 59));
  const absl::Duration offset = absl::Hours(hours) + absl::Minutes(minutes);
  return west ? -offset : offset;
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

absl::StatusOr<absl::Time> ParseTimestamp(absl::string_view text) {
  Scanner scanner("time", "YYYY-MM-DDTHH:MM:SSZ", text);
  ASSIGN_OR_RETURN(const absl::CivilDay day, ScanDay(scanner));
  RETURN_IF_ERROR(scanner.Expect("T"));
  ASSIGN_OR_RETURN(const int hour, scanner.Number("hour", 2, 0, 23));
  RETURN_IF_ERROR(scanner.Expect(":"));
  ASSIGN_OR_RETURN(const int minute, scanner.Number("minute", 2, 0, 59));
  RETURN_IF_ERROR(scanner.Expect(":"));
  ASSIGN_OR_RETURN(const int second, scanner.Number("second", 2, 0, 60));
  ASSIGN_OR_RETURN(const absl::Duration fraction, ScanFraction(scanner));
  ASSIGN_OR_RETURN(const absl::Duration offset, ScanOffset(scanner));
  RETURN_IF_ERROR(scanner.ExpectEnd());

  const absl::TimeZone utc = absl::UTCTimeZone();
  const absl::CivilSecond local(day.year(), day.month(), day.day(), hour, minute, second);
  const absl::Time time = absl::FromCivil(local, utc) + fraction - offset;
  const absl::civil_year_t year = absl::ToCivilYear(time, utc).year();
  if (year < kMinYear || year > kMaxYear) return scanner.Error("year 1..9999 in UTC expected");
  return time;
}

std::string FormatTimestamp(absl::Time time) {
  return absl::FormatTime("%E4Y-%m-%dT%H:%M:%E*SZ", time, absl::UTCTimeZone());
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
