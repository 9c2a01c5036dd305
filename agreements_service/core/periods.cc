#include "agreements_service/core/periods.h"

#include <algorithm>

#include "common/time/day.h"

namespace entente::agreements {
namespace {

// A number of lengths that is never more than fit into so many days, and few less. Months have 30.4
// days on average, and any number of them differs from that by less than two months.
int64_t FewerThanIn(int64_t days, const Length& length) {
  constexpr int64_t kDaysIn4800Months = 146'097;
  const int64_t months = 12 * length.years + length.months;
  const int64_t in_4800_of_it = months * kDaysIn4800Months + length.days * 4800;
  const int64_t certain = months == 0 ? days : days - 62;
  return std::max<int64_t>(certain * 4800 / in_4800_of_it - 1, 0);
}

// The first day that a period can end on for a notice given on `day` to be so long before it. Where
// a month is too short for the day of the notice, what is counted forth to is a day too early.
absl::CivilDay FirstInTime(absl::CivilDay day, const Length& before_end) {
  const absl::CivilDay end = After(After(day, {.days = before_end.days}),
                                   {.years = before_end.years, .months = before_end.months});
  return Before(end, before_end) < day ? end + 1 : end;
}

}  // namespace

std::optional<absl::CivilDay> Periods::End(int64_t i) const {
  if (!terms_.duration.has_value() || !terms_.duration->length.has_value()) return std::nullopt;
  if (i == 0) return After(entry_, *terms_.duration->length);
  if (!terms_.renewal.has_value() || !terms_.renewal->length.has_value()) return std::nullopt;
  return After(entry_, *terms_.duration->length + i * *terms_.renewal->length);
}

int64_t Periods::FirstEndingFrom(absl::CivilDay day) const {
  day = std::min(day, absl::CivilDay(kMaxYear + 1));  // of later ends nothing is known
  const std::optional<absl::CivilDay> first = End(0);
  if (!first.has_value() || *first >= day) return 0;
  if (!End(1).has_value()) return 1;
  int64_t i = std::max<int64_t>(FewerThanIn(day - *first, *terms_.renewal->length), 1);
  while (*End(i) < day) ++i;
  return i;
}

std::optional<absl::CivilDay> Periods::EffectOfNotice(absl::CivilDay day) const {
  const NoticeRule& rule = *terms_.notice;
  absl::CivilDay not_before = absl::CivilDay::min();
  if (rule.before_end.has_value()) {
    const int64_t i = FirstEndingFrom(FirstInTime(day, *rule.before_end));
    if (const std::optional<absl::CivilDay> end = End(i)) return end;
    not_before = End(i - 1).value_or(not_before);
  }
  if (!rule.any_time.has_value()) return std::nullopt;
  return std::max(not_before, After(day, *rule.any_time));
}

}  // namespace entente::agreements
