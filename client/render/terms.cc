#include "client/render/terms.h"

#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"

#include "client/render/format.h"

namespace entente::client {
namespace {

using agreements::v1::EntryRule;
using agreements::v1::Length;
using agreements::v1::NoticeRule;
using agreements::v1::Terms;

// "1 year and 6 months"; empty for no time at all.
std::string LengthText(const Length& length) {
  const std::pair<int, absl::string_view> parts[] = {
      {length.years(), "year"}, {length.months(), "month"}, {length.days(), "day"}};
  std::vector<std::string> texts;
  for (const auto& [number, unit] : parts) {
    if (number != 0) texts.push_back(absl::StrCat(number, " ", unit, number == 1 ? "" : "s"));
  }
  return absl::StrJoin(texts, " and ");
}

// The same, or "without limit" for one that is not there.
std::string LengthOrNoLimit(bool has_length, const Length& length) {
  return has_length ? absl::StrCat("for ", LengthText(length)) : "without limit of time";
}

std::string Cited(const std::string& article) {
  return article.empty() ? "" : absl::StrCat(" (", article, ")");
}

std::string EntryText(const EntryRule& rule) {
  const std::string after = LengthText(rule.after());
  const std::string from = after.empty() ? "with " : absl::StrCat(after, " after ");
  switch (rule.basis()) {
    case agreements::v1::ENTRY_BASIS_SIGNATURE:
      return absl::StrCat(from, "its signature");
    case agreements::v1::ENTRY_BASIS_NOTIFICATIONS:
      return absl::StrCat(from, "the last notification");
    case agreements::v1::ENTRY_BASIS_CONSENTS:
      return absl::StrCat(from, "the consent of ",
                          rule.consents() == 0   ? "every party"
                          : rule.consents() == 1 ? "1 party"
                                                 : absl::StrCat(rule.consents(), " parties"));
    default:
      return absl::StrCat("on ", DateText(rule.date()));
  }
}

std::string NoticeText(const NoticeRule& rule) {
  std::vector<std::string> texts;
  if (rule.has_before_end()) {
    texts.push_back(absl::StrCat(LengthText(rule.before_end()), " before the end of a period"));
  }
  if (rule.has_any_time()) {
    const std::string after = LengthText(rule.any_time());
    texts.push_back(absl::StrCat("at any time, with effect ",
                                 after.empty() ? "at once" : absl::StrCat(after, " later")));
  }
  return absl::StrJoin(texts, ", or ");
}

}  // namespace

std::vector<std::string> TermsTexts(const Terms& terms) {
  std::vector<std::string> texts;
  const auto add = [&](absl::string_view rule, const std::string& text,
                       const std::string& article) {
    texts.push_back(absl::StrCat(rule, " ", text, Cited(article)));
  };
  if (terms.has_entry()) add("in force", EntryText(terms.entry()), terms.entry().article());
  if (terms.has_duration()) {
    add("made", LengthOrNoLimit(terms.duration().has_length(), terms.duration().length()),
        terms.duration().article());
  }
  if (terms.has_renewal()) {
    add("renewed", LengthOrNoLimit(terms.renewal().has_length(), terms.renewal().length()),
        terms.renewal().article());
  }
  if (terms.has_notice()) add("notice", NoticeText(terms.notice()), terms.notice().article());
  if (terms.has_sunset()) {
    add("protects", absl::StrCat("for ", LengthText(terms.sunset().length()), " after its end"),
        terms.sunset().article());
  }
  return texts;
}

}  // namespace entente::client
