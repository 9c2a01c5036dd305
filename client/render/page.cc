#include "client/render/page.h"

#include <algorithm>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/time/partial_date.h"
#include "common/time/period.h"

namespace entente::client {

bool Page::IsLater(const common::v1::PartialDate& date) const {
  const absl::StatusOr<PartialDate> parsed = PartialDate::Parse(date.edtf());
  return day_.has_value() && parsed.ok() && parsed->kind() == PartialDate::Kind::kDate &&
         parsed->Earliest() > *day_;
}

bool Page::IsLater(absl::string_view period) const {
  const absl::StatusOr<Period> parsed = Period::Parse(period);
  return day_.has_value() && parsed.ok() && parsed->Last() > *day_;
}

std::string Page::Bold(absl::string_view text) const {
  return options_.colour ? absl::StrCat("\x1b[1m", text, "\x1b[0m") : std::string(text);
}

void Page::Title(absl::string_view text, absl::string_view aside) {
  const std::string title = Printable(text);
  const int gap = options_.width - DisplayWidth(title) - DisplayWidth(aside);
  if (!aside.empty() && gap >= 2) {
    absl::StrAppend(&text_, Bold(title), std::string(static_cast<size_t>(gap), ' '), aside, "\n");
    return;
  }
  const std::string lines = Wrap(title, options_.width, 0, 0);
  absl::StrAppend(&text_, Bold(absl::StripSuffix(lines, "\n")), "\n");
  if (!aside.empty()) absl::StrAppend(&text_, aside, "\n");
}

void Page::Heading(absl::string_view heading) {
  Blank();
  const std::string capitals = absl::AsciiStrToUpper(Printable(heading));
  const int rule = std::max(0, options_.width - DisplayWidth(capitals) - 1);
  absl::StrAppend(&text_, Bold(capitals), " ", std::string(static_cast<size_t>(rule), '-'), "\n");
}

void Page::Subheading(absl::string_view heading) {
  absl::StrAppend(&text_, Bold(Printable(heading)), "\n");
}

void Page::Text(int indent, absl::string_view text) {
  absl::StrAppend(&text_, Wrap(text, options_.width, indent, indent + 2));
}

void Page::Add(const Table& table) { absl::StrAppend(&text_, table.ToString(options_.width)); }

void Page::Blank() {
  if (!text_.empty()) text_.push_back('\n');
}

std::string Page::Finish() {
  const std::string sources = references_.ToString(options_.width);
  if (!sources.empty()) {
    Heading("Sources");
    Text(2,
         "A date with ? is uncertain, one with ~ approximate; of what is undated, the day of "
         "publication is not known.");
    absl::StrAppend(&text_, sources);
  }
  return std::move(text_);
}

}  // namespace entente::client
