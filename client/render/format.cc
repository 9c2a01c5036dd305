#include "client/render/format.h"

#include <algorithm>
#include <cmath>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"
#include "absl/time/civil_time.h"
#include "absl/time/time.h"

#include "common/text/digits.h"
#include "common/time/day.h"

namespace entente::client {
namespace {

double ToDouble(absl::string_view decimal) {
  double value = 0;
  return absl::SimpleAtod(decimal, &value) ? value : 0;
}

// `digits` shortened by `decimals` places, in front of `unit`; empty if that loses a digit.
std::string Shortened(absl::string_view digits, size_t places, absl::string_view unit) {
  constexpr size_t kMaxDecimals = 3;
  if (digits.size() <= places) return "";
  absl::string_view fraction = digits.substr(digits.size() - places);
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  if (fraction.size() > kMaxDecimals) return "";
  return absl::StrCat(Grouped(digits.substr(0, digits.size() - places)),
                      fraction.empty() ? "" : ".", fraction, " ", unit);
}

}  // namespace

std::string Grouped(absl::string_view decimal) {
  const bool negative = !decimal.empty() && decimal.front() == '-';
  if (negative) decimal.remove_prefix(1);
  const absl::string_view whole = decimal.substr(0, decimal.find('.'));
  std::string grouped = negative ? "-" : "";
  for (size_t i = 0; i < whole.size(); ++i) {
    if (i > 0 && (whole.size() - i) % 3 == 0) grouped.push_back(',');
    grouped.push_back(whole[i]);
  }
  return absl::StrCat(grouped, decimal.substr(whole.size()));
}

std::string Grouped(int64_t number) { return Grouped(absl::StrCat(number)); }

std::string Signed(absl::string_view decimal) {
  const bool bare = decimal.empty() || decimal.front() == '-' || decimal == "0";
  return absl::StrCat(bare ? "" : "+", Grouped(decimal));
}

std::string Rounded(absl::string_view decimal) {
  const double value = ToDouble(decimal);
  if (std::abs(value) >= 1e9) return absl::StrFormat("%.2f bn", value / 1e9);
  if (std::abs(value) >= 1e6) return absl::StrFormat("%.2f mn", value / 1e6);
  return "";
}

std::string AsSaid(absl::string_view decimal) {
  if (AllDigits(decimal)) {
    for (const auto& [places, unit] : {std::pair(9, "bn"), std::pair(6, "mn")}) {
      std::string shortened = Shortened(decimal, places, unit);
      if (!shortened.empty()) return shortened;
    }
  }
  return Grouped(decimal);
}

std::string Percent(double ratio) {
  constexpr double kAlmost = 0.9994;
  return absl::StrFormat("%.1f %%", (ratio < 1 ? std::min(ratio, kAlmost) : ratio) * 100);
}

std::string Change(double ratio) {
  const double percent = ratio * 100;
  if (std::abs(percent) < 0.05) return "0.0 %";
  return absl::StrFormat("%+.1f %%", percent);
}

std::string Number(double number) { return absl::StrFormat("%.3f", number); }

std::string Excess(absl::string_view said, absl::string_view measured) {
  const double fact = ToDouble(measured);
  if (fact == 0) return "";
  return Change(ToDouble(said) / fact - 1);
}

std::string Ordinal(int number) {
  const int last_two = number % 100;
  const int last = number % 10;
  const char* ending = "th";
  if (last_two < 11 || last_two > 13) {
    if (last == 1) ending = "st";
    if (last == 2) ending = "nd";
    if (last == 3) ending = "rd";
  }
  return absl::StrCat(number, ending);
}

absl::CivilDay DayOf(const google::type::Date& day) {
  return absl::CivilDay(day.year(), day.month(), day.day());
}

std::string DayText(const google::type::Date& day) {
  return absl::StrFormat("%04d-%02d-%02d", day.year(), day.month(), day.day());
}

std::string DayText(const google::protobuf::Timestamp& time) {
  return FormatDay(absl::ToCivilDay(absl::FromUnixSeconds(time.seconds()), absl::UTCTimeZone()));
}

std::string DateText(const common::v1::PartialDate& date) {
  if (date.edtf() == "XXXX") return "day not known";
  if (date.edtf() == "..") return "still open";
  return date.edtf();
}

std::string PublishedText(const common::v1::Evidence& evidence) {
  const std::string published = DateText(evidence.published());
  return published.empty() ? "undated" : absl::StrCat("published ", published);
}

}  // namespace entente::client
