#include "agreements_service/load/date.h"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/time/civil_time.h"

#include "common/status/error.h"
#include "common/text/utf8.h"

namespace entente::agreements {
namespace {

constexpr std::array<absl::string_view, 12> kMonths = {
    "january", "february", "march",     "april",   "may",      "june",
    "july",    "august",   "september", "october", "november", "december"};
constexpr size_t kShortestMonth = 3;
constexpr int64_t kFirstDay = 61;      // 1900-03-01
constexpr int64_t kLastDay = 2958465;  // 9999-12-31

absl::Status Invalid(absl::string_view text, absl::string_view form) {
  return Error(absl::StatusCode::kInvalidArgument, "DATE_INVALID",
               absl::StrCat(Quoted(text), " is no date like ", form));
}

bool SaysNothing(absl::string_view text) { return text.empty() || text == "NA"; }

// 0 for what is no number of at most `max_digits` digits.
int Number(absl::string_view digits, size_t max_digits) {
  int number = 0;
  if (digits.size() > max_digits || !absl::SimpleAtoi(digits, &number) || number < 0) return 0;
  return number;
}

// 1 to 12, by name or by three letters of it at least; else 0.
int Month(absl::string_view text) {
  const std::string name = absl::AsciiStrToLower(absl::StripSuffix(text, "."));
  if (name.size() < kShortestMonth) return 0;
  for (size_t i = 0; i < kMonths.size(); ++i) {
    if (absl::StartsWith(kMonths[i], name)) return static_cast<int>(i) + 1;
  }
  return 0;
}

// Parse says which days the calendar has.
absl::StatusOr<PartialDate> Read(const std::string& edtf, absl::string_view text,
                                 absl::string_view form) {
  absl::StatusOr<PartialDate> date = PartialDate::Parse(edtf);
  if (!date.ok()) return Invalid(text, form);
  return date;
}

}  // namespace

absl::StatusOr<PartialDate> DayMonthYear(absl::string_view text) {
  constexpr absl::string_view kForm = "28/05/2004";
  text = absl::StripAsciiWhitespace(text);
  if (SaysNothing(text)) return PartialDate();
  const std::vector<absl::string_view> parts = absl::StrSplit(text, absl::ByAnyChar("/-"));
  if (parts.size() > 3 || parts.back().size() != 4) return Invalid(text, kForm);
  std::string edtf = absl::StrFormat("%04d", Number(parts.back(), 4));
  for (size_t i = parts.size() - 1; i-- > 0;) {
    absl::StrAppendFormat(&edtf, "-%02d", Number(parts[i], 2));
  }
  return Read(edtf, text, kForm);
}

absl::StatusOr<PartialDate> NamedMonth(absl::string_view text) {
  constexpr absl::string_view kForm = "24 Sep 1945";
  text = absl::StripAsciiWhitespace(text);
  if (SaysNothing(text)) return PartialDate();
  const std::vector<absl::string_view> parts =
      absl::StrSplit(text, absl::ByAnyChar(" \t\r\n"), absl::SkipEmpty());
  if (parts.size() > 3 || parts.back().size() != 4) return Invalid(text, kForm);
  std::string edtf = absl::StrFormat("%04d", Number(parts.back(), 4));
  if (parts.size() > 1) {
    absl::StrAppendFormat(&edtf, "-%02d", Month(parts[parts.size() - 2]));
  }
  if (parts.size() > 2) absl::StrAppendFormat(&edtf, "-%02d", Number(parts[0], 2));
  return Read(edtf, text, kForm);
}

absl::StatusOr<PartialDate> SpreadsheetDay(absl::string_view text) {
  text = absl::StripAsciiWhitespace(text);
  if (SaysNothing(text)) return PartialDate();
  int64_t number = 0;
  if (!absl::SimpleAtoi(text, &number) || number < kFirstDay || number > kLastDay) {
    return Invalid(text, "40193, a day of a spreadsheet");
  }
  if (number == kLastDay) return PartialDate::Open();
  return PartialDate::Parse(absl::FormatCivilTime(absl::CivilDay(1899, 12, 30) + number));
}

absl::StatusOr<PartialDate> DashedDate(absl::string_view text) {
  constexpr absl::string_view kForm = "1998-03-12";
  text = absl::StripAsciiWhitespace(text);
  if (SaysNothing(text)) return PartialDate();
  if (text == "1111-11-11") return PartialDate::Unknown();
  if (text == "9999-12-31") return PartialDate::Open();
  std::string edtf = absl::StrReplaceAll(text, {{"-****", "-XX-XX"}, {"*", "X"}});
  if (edtf.size() < 4 || !absl::ascii_isdigit(static_cast<unsigned char>(edtf[0])) ||
      absl::StrContains(edtf, "~") || absl::StrContains(edtf, "?")) {
    return Invalid(text, kForm);
  }
  return Read(edtf, text, kForm);
}

}  // namespace entente::agreements
