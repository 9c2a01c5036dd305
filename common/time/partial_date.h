#ifndef ENTENTE_COMMON_TIME_PARTIAL_DATE_H_
#define ENTENTE_COMMON_TIME_PARTIAL_DATE_H_

#include <cstdint>
#include <iosfwd>
#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/time/civil_time.h"

namespace entente {

// The answer to a question about something that is only partly known.
enum class Truth { kNo, kYes, kIndeterminate };

// A date that is never more precise than its source, as EDTF text (ISO 8601-2):
//
//   2018  2018-09  2018-09-15    a year, a month, a day; approximate with `~` behind it, uncertain
//                                with `?`, both with `%`
//   XXXX                         it happened, but nobody says when
//   never                        it did not happen and will not (not EDTF: ours)
//   ..                           open: it has not happened yet
//   (empty text)                 absent: nothing is said about it; the default value
//
// These are five different things, and equality keeps them apart.
class PartialDate {
 public:
  enum class Kind : uint8_t { kAbsent, kDate, kUnknown, kNever, kOpen };

  // Absent.
  PartialDate() = default;

  // Reads the texts above, with years 0001..9999. Parts that EDTF leaves unspecified are dropped:
  // `2014-XX-XX` is `2014`. INVALID_ARGUMENT names the column; so do days that the calendar lacks.
  static absl::StatusOr<PartialDate> Parse(absl::string_view edtf);

  static PartialDate Unknown() { return PartialDate(Kind::kUnknown); }
  static PartialDate Never() { return PartialDate(Kind::kNever); }
  static PartialDate Open() { return PartialDate(Kind::kOpen); }

  Kind kind() const { return kind_; }

  // The source calls the date approximate: `~` or `%`.
  bool IsApproximate() const { return (qualifiers_ & kApproximate) != 0; }

  // The source calls the date uncertain: `?` or `%`.
  bool IsUncertain() const { return (qualifiers_ & kUncertain) != 0; }

  // The first and the last day that it can mean: 2009-10-01 and 2009-10-31 for `2009-10`.
  // Qualifiers widen nothing. Absent and unknown can be any day, from CivilDay::min() to
  // CivilDay::max(); never and open come after every day, so that both are CivilDay::max().
  absl::CivilDay Earliest() const;
  absl::CivilDay Latest() const;

  // The canonical text; Parse reads it back to an equal value.
  std::string ToString() const;

  friend bool operator==(const PartialDate&, const PartialDate&) = default;

  template <typename H>
  friend H AbslHashValue(H hash, const PartialDate& date) {
    return H::combine(std::move(hash), date.kind_, date.qualifiers_, date.year_, date.month_,
                      date.day_);
  }

  friend std::ostream& operator<<(std::ostream& out, const PartialDate& date);

 private:
  static constexpr uint8_t kApproximate = 1;
  static constexpr uint8_t kUncertain = 2;

  explicit PartialDate(Kind kind) : kind_(kind) {}
  PartialDate(int year, int month, int day, uint8_t qualifiers);

  Kind kind_ = Kind::kAbsent;
  uint8_t qualifiers_ = 0;
  // Only of a date. Month and day are 0 where the source does not say them.
  int16_t year_ = 0;
  int8_t month_ = 0;
  int8_t day_ = 0;
};

// Is `date` on or before `day`? Indeterminate where the source is not precise enough to say, and
// for an absent or unknown date; no for never and open.
Truth OnOrBefore(const PartialDate& date, absl::CivilDay day);

}  // namespace entente

#endif  // ENTENTE_COMMON_TIME_PARTIAL_DATE_H_
