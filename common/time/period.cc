#include "common/time/period.h"

#include <cassert>
#include <ostream>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "common/time/day.h"
#include "common/time/scanner.h"

namespace entente {
namespace {

constexpr int kMonthsInYear = 12;

}  // namespace

int PeriodsInYear(Frequency frequency) {
  switch (frequency) {
    case Frequency::kAnnual:
      return 1;
    case Frequency::kQuarterly:
      return 4;
    case Frequency::kMonthly:
      return kMonthsInYear;
  }
  return 0;  // a number cast to Frequency: no period can have it
}

absl::string_view CodeOf(Frequency frequency) {
  switch (frequency) {
    case Frequency::kAnnual:
      return "A";
    case Frequency::kQuarterly:
      return "Q";
    case Frequency::kMonthly:
      return "M";
  }
  return "";
}

std::vector<Frequency> FrequenciesFrom(Frequency frequency) {
  std::vector<Frequency> all;
  for (const Frequency one : {Frequency::kAnnual, Frequency::kQuarterly, Frequency::kMonthly}) {
    if (one >= frequency) all.push_back(one);
  }
  return all;
}

absl::StatusOr<Period> Period::Parse(absl::string_view text) {
  Scanner scanner("period", "YYYY, YYYY-Q1 or YYYY-MM", text);
  Frequency frequency = Frequency::kAnnual;
  int number = 1;
  ASSIGN_OR_RETURN(const int year, scanner.Number("year", 4, kMinYear, kMaxYear));
  if (scanner.Skip("-Q")) {
    frequency = Frequency::kQuarterly;
    ASSIGN_OR_RETURN(number, scanner.Number("quarter", 1, 1, 4));
  } else if (scanner.Skip("-")) {
    frequency = Frequency::kMonthly;
    ASSIGN_OR_RETURN(number, scanner.Number("month", 2, 1, kMonthsInYear));
  }
  RETURN_IF_ERROR(scanner.ExpectEnd());
  return Of(frequency, year, number);
}

absl::StatusOr<Period> Period::Of(Frequency frequency, int year, int number) {
  const int in_year = PeriodsInYear(frequency);
  if (year < kMinYear || year > kMaxYear || number < 1 || number > in_year) {
    return absl::InvalidArgumentError(absl::StrCat("no period ", number, " in year ", year,
                                                   "; years are ", kMinYear, "..", kMaxYear,
                                                   ", periods 1..", in_year));
  }
  return Period(frequency, year * in_year + number - 1);
}

absl::StatusOr<Period> Period::FromCode(int32_t code) {
  const auto frequency = static_cast<Frequency>(code / 1'000'000);
  absl::StatusOr<Period> period = Of(frequency, code / 100 % 10'000, code % 100);
  if (!period.ok()) return absl::InvalidArgumentError(absl::StrCat(code, " is no period code"));
  return period;
}

int32_t Period::code() const {
  return static_cast<int32_t>(frequency_) * 1'000'000 + year() * 100 + number();
}

int Period::year() const { return ordinal_ / PeriodsInYear(frequency_); }

int Period::number() const { return ordinal_ % PeriodsInYear(frequency_) + 1; }

absl::CivilDay Period::First() const {
  const int months = kMonthsInYear / PeriodsInYear(frequency_);
  return absl::CivilDay(year(), (number() - 1) * months + 1, 1);
}

absl::CivilDay Period::Last() const { return Next().First() - 1; }

Period Period::Enclosing(Frequency frequency) const {
  assert(frequency <= frequency_);
  return Period(frequency, ordinal_ / (PeriodsInYear(frequency_) / PeriodsInYear(frequency)));
}

std::vector<Period> Period::Parts(Frequency frequency) const {
  assert(frequency >= frequency_);
  const int count = PeriodsInYear(frequency) / PeriodsInYear(frequency_);
  std::vector<Period> parts;
  parts.reserve(count);
  for (int i = 0; i < count; ++i) parts.push_back(Period(frequency, ordinal_ * count + i));
  return parts;
}

std::string Period::ToString() const {
  switch (frequency_) {
    case Frequency::kQuarterly:
      return absl::StrCat(absl::Dec(year(), absl::kZeroPad4), "-Q", number());
    case Frequency::kMonthly:
      return absl::StrCat(absl::Dec(year(), absl::kZeroPad4), "-",
                          absl::Dec(number(), absl::kZeroPad2));
    case Frequency::kAnnual:
      break;
  }
  return absl::StrCat(absl::Dec(year(), absl::kZeroPad4));
}

std::ostream& operator<<(std::ostream& out, const Period& period) {
  return out << period.ToString();
}

}  // namespace entente
