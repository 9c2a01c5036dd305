#include "agreements_service/core/periods.h"

#include <algorithm>

#include "common/time/day.h"

namespace entente::agreements {
namespace {

constexpr int kLongerThanAMonth = 40;  // days

// A number of lengths that is never more than fit into so many days. Months have 30.4 days on
// average, and any number of them differs from that by less than two months.
int64_t FewerThanIn(int64_t days, const Length& length) {
  constexpr int64_t kDaysIn4800Months = 146'097;
  const int64_t months = 12 * length.years + length.months;
  const int64_t in_4800_of_it = months * kDaysIn4800Months + length.days * 4800;
  return std::max<int64_t>((days - 62) * 4800 / in_4800_of_it - 1, 0);
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
    // Counted forth and back, months and days can differ by some days.
    for (int64_t i = FirstEndingFrom(After(day, *rule.before_end) - kLongerThanAMonth);; ++i) {
      const std::optional<absl::CivilDay> end = End(i);
      if (!end.has_value()) {
        not_before = End(i - 1).value_or(not_before);
        break;
      }
      if (day <= Before(*end, *rule.before_end)) return end;
    }
  }
  if (!rule.any_time.has_value()) return std::nullopt;
  return std::max(not_before, After(day, *rule.any_time));
}

}  // namespace entente::agreements
