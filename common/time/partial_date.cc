#include "common/time/partial_date.h"

#include <ostream>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

#include "common/status/status_macros.h"
#include "common/time/day.h"
#include "common/time/scanner.h"

namespace entente {
namespace {

// Indexed by the qualifier bits.
constexpr absl::string_view kQualifiers[] = {"", "~", "?", "%"};

constexpr absl::string_view kUnknownText = "XXXX";
constexpr absl::string_view kNeverText = "never";
constexpr absl::string_view kOpenText = "..";

// Two digits from 1 to `high`, or 0 for `XX`. Nothing can be known below an unknown part.
absl::StatusOr<int> ScanPart(Scanner& scanner, absl::string_view name, bool parent_known,
                             int high) {
  if (scanner.Skip("XX")) return 0;
  if (!parent_known) return scanner.Error(absl::StrCat("XX expected for the ", name));
  return scanner.Number(name, 2, 1, high);
}

}  // namespace

PartialDate::PartialDate(int year, int month, int day, uint8_t qualifiers)
    : kind_(Kind::kDate),
      qualifiers_(qualifiers),
      year_(static_cast<int16_t>(year)),
      month_(static_cast<int8_t>(month)),
      day_(static_cast<int8_t>(day)) {}

absl::StatusOr<PartialDate> PartialDate::Parse(absl::string_view edtf) {
  if (edtf.empty()) return PartialDate();
  if (edtf == kNeverText) return Never();
  if (edtf == kOpenText) return Open();

  Scanner scanner(
      "date", "YYYY, YYYY-MM or YYYY-MM-DD (with ~, ? or % behind), XXXX, '..' or 'never'", edtf);
  int year = 0;
  int month = 0;
  int day = 0;
  if (!scanner.Skip(kUnknownText)) {
    ASSIGN_OR_RETURN(year, scanner.Number("year", 4, kMinYear, kMaxYear));
  }
  if (scanner.Skip("-")) {
    ASSIGN_OR_RETURN(month, ScanPart(scanner, "month", year != 0, 12));
    if (scanner.Skip("-")) {
      const int last_day = month != 0 ? DaysInMonth(year, month) : 0;
      ASSIGN_OR_RETURN(day, ScanPart(scanner, "day", month != 0, last_day));
    }
  }
  uint8_t qualifiers = 0;
  if (year != 0) {
    for (uint8_t bits : {kApproximate, kUncertain, uint8_t{kApproximate | kUncertain}}) {
      if (scanner.Skip(kQualifiers[bits])) {
        qualifiers = bits;
        break;
      }
    }
  }
  RETURN_IF_ERROR(scanner.ExpectEnd());
  if (year == 0) return Unknown();
  return PartialDate(year, month, day, qualifiers);
}

absl::CivilDay PartialDate::Earliest() const {
  switch (kind_) {
    case Kind::kAbsent:
    case Kind::kUnknown:
      return absl::CivilDay::min();
    case Kind::kNever:
    case Kind::kOpen:
      return absl::CivilDay::max();
    case Kind::kDate:
      break;
  }
  return absl::CivilDay(year_, month_ != 0 ? month_ : 1, day_ != 0 ? day_ : 1);
}

absl::CivilDay PartialDate::Latest() const {
  if (kind_ != Kind::kDate) return absl::CivilDay::max();
  const int month = month_ != 0 ? month_ : 12;
  return absl::CivilDay(year_, month, day_ != 0 ? day_ : DaysInMonth(year_, month));
}

std::string PartialDate::ToString() const {
  switch (kind_) {
    case Kind::kAbsent:
      return "";
    case Kind::kUnknown:
      return std::string(kUnknownText);
    case Kind::kNever:
      return std::string(kNeverText);
    case Kind::kOpen:
      return std::string(kOpenText);
    case Kind::kDate:
      break;
  }
  std::string text = absl::StrFormat("%04d", year_);
  if (month_ != 0) absl::StrAppendFormat(&text, "-%02d", month_);
  if (day_ != 0) absl::StrAppendFormat(&text, "-%02d", day_);
  absl::StrAppend(&text, kQualifiers[qualifiers_]);
  return text;
}

std::ostream& operator<<(std::ostream& out, const PartialDate& date) {
  return out << '\'' << date.ToString() << '\'';
}

Truth OnOrBefore(const PartialDate& date, absl::CivilDay day) {
  switch (date.kind()) {
    case PartialDate::Kind::kAbsent:
    case PartialDate::Kind::kUnknown:
      return Truth::kIndeterminate;
    case PartialDate::Kind::kNever:
    case PartialDate::Kind::kOpen:
      return Truth::kNo;
    case PartialDate::Kind::kDate:
      break;
  }
  if (date.Latest() <= day) return Truth::kYes;
  if (date.Earliest() > day) return Truth::kNo;
  return Truth::kIndeterminate;
}

}  // namespace entente
