#include "agreements_service/core/length.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "common/time/day.h"

namespace entente::agreements {
namespace {

bool IsBeyond(absl::CivilDay day) {
  return day == absl::CivilDay::min() || day == absl::CivilDay::max();
}

absl::CivilDay WithinYears(absl::CivilDay day) {
  if (day.year() > kMaxYear) return absl::CivilDay::max();
  return day.year() < kMinYear ? absl::CivilDay::min() : day;
}

// `months` can be negative.
absl::CivilDay AddMonths(absl::CivilDay day, int64_t months) {
  if (months == 0) return day;
  const absl::CivilMonth month = absl::CivilMonth(day) + months;
  const absl::CivilDay last = absl::CivilDay(month + 1) - 1;
  return std::min(absl::CivilDay(month) + (day.day() - 1), last);
}

absl::CivilDay Shift(absl::CivilDay day, int64_t months, int64_t days) {
  if (IsBeyond(day)) return day;
  return WithinYears(AddMonths(day, months) + days);
}

}  // namespace

Length operator+(const Length& one, const Length& other) {
  return {one.years + other.years, one.months + other.months, one.days + other.days};
}

Length operator*(int64_t times, const Length& one) {
  return {times * one.years, times * one.months, times * one.days};
}

absl::CivilDay After(absl::CivilDay day, const Length& length) {
  return Shift(day, 12 * length.years + length.months, length.days);
}

absl::CivilDay Before(absl::CivilDay day, const Length& length) {
  return Shift(day, -12 * length.years - length.months, -length.days);
}

Span After(const Span& span, const Length& length) {
  return {After(span.earliest, length), After(span.latest, length)};
}

Span Before(const Span& span, const Length& length) {
  return {Before(span.earliest, length), Before(span.latest, length)};
}

std::string ToText(const Length& length) {
  const std::pair<int64_t, absl::string_view> parts[] = {
      {length.years, "year"}, {length.months, "month"}, {length.days, "day"}};
  std::vector<std::string> texts;
  for (const auto& [number, unit] : parts) {
    if (number != 0) texts.push_back(absl::StrCat(number, " ", unit, number == 1 ? "" : "s"));
  }
  if (texts.empty()) return "0 days";
  std::string text = std::move(texts.front());
  for (size_t i = 1; i < texts.size(); ++i) {
    absl::StrAppend(&text, i + 1 == texts.size() ? " and " : ", ", texts[i]);
  }
  return text;
}

}  // namespace entente::agreements
