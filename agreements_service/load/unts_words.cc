#include "agreements_service/load/unts_words.h"

#include <algorithm>
#include <cstddef>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"

#include "agreements_service/load/agreement_list.h"
#include "agreements_service/load/date.h"
#include "agreements_service/load/vocabulary.h"

namespace entente::agreements {

std::string TakeDate(absl::string_view& text) {
  constexpr int kWords = 3;
  text = absl::StripLeadingAsciiWhitespace(text);
  size_t end = 0;
  for (int word = 0; word < kWords && end < text.size(); ++word) {
    const size_t start = text.find_first_not_of(' ', end);
    if (start == absl::string_view::npos) break;
    end = std::min(text.find_first_of(" ,", start), text.size());
    if (end < text.size() && text[end] == ',') break;
  }
  std::string date(text.substr(0, end));
  text.remove_prefix(end);
  return date;
}

void DescribeUnts(const UntsBlock& block, const Conclusion& conclusion, Agreement& agreement,
                  ImportReport& report) {
  // An asterisk: not printed in full.
  std::string title = conclusion.title;
  title = std::string(absl::StripLeadingAsciiWhitespace(absl::StripPrefix(title, "*")));
  absl::RemoveExtraAsciiWhitespace(&title);
  agreement.instrument = InstrumentOfTitle(title);
  agreement.titles.push_back({.language = "en", .text = std::move(title)});
  agreement.binding_force = BindingForce::kBinding;
  for (const std::string& party : block.parties) AddParty(party, agreement, report);
  for (const Signing& signing : conclusion.signings) {
    AddEvent(EventKind::kSigned, NamedMonth(signing.date), agreement);
    agreement.events.back().place = signing.place;
  }
}

}  // namespace entente::agreements
