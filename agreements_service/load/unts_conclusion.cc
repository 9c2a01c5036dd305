#include "agreements_service/load/unts_conclusion.h"

#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

namespace entente::agreements {
namespace {

constexpr std::array<absl::string_view, 12> kMonths = {
    "January", "February", "March",     "April",   "May",      "June",
    "July",    "August",   "September", "October", "November", "December"};
constexpr size_t kMaxPlace = 80;

bool IsDigit(char c) { return absl::ascii_isdigit(static_cast<unsigned char>(c)); }

// Takes one to `max_size` digits from the beginning of `text`.
std::string TakeDigits(absl::string_view& text, size_t max_size) {
  size_t size = 0;
  while (size < text.size() && IsDigit(text[size])) ++size;
  if (size == 0 || size > max_size) return "";
  std::string digits(text.substr(0, size));
  text.remove_prefix(size);
  return digits;
}

std::string TakeMonth(absl::string_view& text) {
  for (const absl::string_view month : kMonths) {
    if (absl::ConsumePrefix(&text, absl::StrCat(" ", month))) return std::string(month);
  }
  return "";
}

std::string TakeYear(absl::string_view& text) {
  absl::string_view rest = text;
  if (!absl::ConsumePrefix(&rest, " ")) return "";
  std::string year = TakeDigits(rest, 4);
  if (year.size() != 4) return "";
  text = rest;
  return year;
}

// Takes "16 October 2018", "3 and 9 October 2018" or "29 October and 14 December 2018"; nothing
// where there is no year.
std::vector<std::string> TakeDates(absl::string_view& text) {
  struct Part {
    std::string day;
    std::string month;
  };
  std::vector<Part> parts;
  std::string year;
  while (year.empty()) {
    Part part;
    part.day = TakeDigits(text, 2);
    if (part.day.empty()) return {};
    part.month = TakeMonth(text);
    if (!part.month.empty()) year = TakeYear(text);
    parts.push_back(std::move(part));
    if (year.empty() && !absl::ConsumePrefix(&text, " and ") && !absl::ConsumePrefix(&text, ", ")) {
      return {};
    }
  }
  std::vector<std::string> dates(parts.size());
  std::string month;
  for (size_t i = parts.size(); i-- > 0;) {
    if (!parts[i].month.empty()) month = parts[i].month;
    dates[i] = absl::StrCat(parts[i].day, " ", month, " ", year);
  }
  return dates;
}

// Takes "Bern, 3 and 9 October 2018", or dates alone; false where there is no such thing.
bool TakePlace(absl::string_view& text, std::vector<Signing>& signings) {
  std::string place;
  if (!text.empty() && !IsDigit(text[0])) {
    const size_t digit = text.substr(0, kMaxPlace + 1).find_first_of("0123456789");
    if (digit > kMaxPlace) return false;  // or there is none
    absl::string_view before = text.substr(0, digit);
    if (!absl::ConsumeSuffix(&before, ", ") || absl::StrContains(before, ".  ")) return false;
    place = std::string(before);
    text.remove_prefix(digit);
  }
  const std::vector<std::string> dates = TakeDates(text);
  for (const std::string& date : dates) signings.push_back({.place = place, .date = date});
  return !dates.empty();
}

}  // namespace

std::optional<Conclusion> ReadConclusion(absl::string_view text) {
  for (size_t end = text.find(". "); end != absl::string_view::npos;
       end = text.find(". ", end + 1)) {
    absl::string_view rest = absl::StripLeadingAsciiWhitespace(text.substr(end + 1));
    if (rest.empty() || absl::ascii_islower(static_cast<unsigned char>(rest[0]))) continue;
    Conclusion conclusion;
    if (!TakePlace(rest, conclusion.signings)) continue;
    for (absl::string_view next = rest; absl::ConsumePrefix(&next, ", and ");) {
      if (!TakePlace(next, conclusion.signings)) break;
      rest = next;
    }
    conclusion.title = std::string(absl::StripAsciiWhitespace(text.substr(0, end)));
    conclusion.size = text.size() - rest.size();
    return conclusion;
  }
  return std::nullopt;
}

}  // namespace entente::agreements
