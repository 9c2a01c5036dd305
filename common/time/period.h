#ifndef ENTENTE_COMMON_TIME_PERIOD_H_
#define ENTENTE_COMMON_TIME_PERIOD_H_

#include <compare>
#include <cstdint>
#include <iosfwd>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace entente {

// How often a series reports. The values stand in period codes and never change.
enum class Frequency { kAnnual = 1, kQuarterly = 2, kMonthly = 3 };

// 1, 4 or 12.
int PeriodsInYear(Frequency frequency);

// SDMX's code: "A", "Q" or "M".
absl::string_view CodeOf(Frequency frequency);

// A frequency and those of shorter periods, the longest first.
std::vector<Frequency> FrequenciesFrom(Frequency frequency);

// A calendar year, quarter or month of the years 0001..9999: `2021`, `2021-Q1`, `2021-04`.
// Ordered by time within a frequency; between frequencies annual < quarterly < monthly, whatever
// the years.
class Period {
 public:
  // The year 0001.
  Period() = default;

  // Reads the three forms above and nothing else. INVALID_ARGUMENT names the column.
  static absl::StatusOr<Period> Parse(absl::string_view text);

  // The `number`-th quarter (1..4) or month (1..12) of `year`; 1 for a year. INVALID_ARGUMENT if
  // year or number is out of range.
  static absl::StatusOr<Period> Of(Frequency frequency, int year, int number);

  // The inverse of code(). INVALID_ARGUMENT for a number that is no code.
  static absl::StatusOr<Period> FromCode(int32_t code);

  // Seven decimal digits FYYYYNN: frequency, year, number in the year. 2021-04 is 3202104, 2021 is
  // 1202101. Codes are ordered as the periods are, and those of one frequency are one range.
  int32_t code() const;

  Frequency frequency() const { return frequency_; }
  int year() const;
  // 1 for a year, 1..4 for a quarter, 1..12 for a month.
  int number() const;

  absl::CivilDay First() const;
  absl::CivilDay Last() const;

  // The neighbour of the same frequency. What lies outside 0001..9999 is only good for ending a
  // loop: its text and code cannot be read back.
  Period Next() const { return Period(frequency_, ordinal_ + 1); }
  Period Previous() const { return Period(frequency_, ordinal_ - 1); }

  // The period of `frequency`, which is not above this one's, that this one is part of.
  Period Enclosing(Frequency frequency) const;

  // The periods of `frequency`, which is not below this one's, that this one is made of, in order.
  std::vector<Period> Parts(Frequency frequency) const;

  std::string ToString() const;

  friend bool operator==(const Period&, const Period&) = default;
  friend auto operator<=>(const Period&, const Period&) = default;

  template <typename H>
  friend H AbslHashValue(H hash, const Period& period) {
    return H::combine(std::move(hash), period.frequency_, period.ordinal_);
  }

  friend std::ostream& operator<<(std::ostream& out, const Period& period);

 private:
  Period(Frequency frequency, int32_t ordinal) : frequency_(frequency), ordinal_(ordinal) {}

  Frequency frequency_ = Frequency::kAnnual;
  int32_t ordinal_ = 1;  // periods since the start of year 0
};

}  // namespace entente

#endif  // ENTENTE_COMMON_TIME_PERIOD_H_
