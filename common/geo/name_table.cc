#include "common/geo/name_table.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

#include "common/geo/iso_data.h"
#include "common/geo/other_names.h"

namespace entente::geo {
namespace {

// Tags, in small letters, that gettext has no code of the same spelling for. Chinese without a
// region or script is that of zh_CN.
constexpr std::pair<absl::string_view, absl::string_view> kOtherTags[] = {
    {"zh", "zh_CN"}, {"zh-hans", "zh_CN"}, {"zh-hant", "zh_TW"}, {"no", "nb"}};

// The BCP 47 tag of a gettext code: "pt-BR" of pt_BR, "sr-Latn" of sr@latin.
std::string TagOf(absl::string_view code) {
  return absl::StrReplaceAll(code, {{"_", "-"}, {"@latin", "-Latn"}, {"@iqtelif", "-Latn"}});
}

// Three letters as a number below kLettersEnd; that for any other text.
constexpr std::size_t kLettersEnd = 26 * 26 * 26;
std::size_t NumberOf(absl::string_view alpha3) {
  if (alpha3.size() != 3) return kLettersEnd;
  std::size_t number = 0;
  for (const char letter : alpha3) {
    if (letter < 'A' || letter > 'Z') return kLettersEnd;
    number = number * 26 + static_cast<std::size_t>(letter - 'A');
  }
  return number;
}

}  // namespace

int RowOf(absl::string_view alpha3) {
  static const auto& rows = *[] {
    auto* table = new std::vector<int>(kLettersEnd + 1, -1);
    int row = 0;
    for (const absl::string_view lines : {kCountries, kFormerCountries}) {
      for (const absl::string_view line : absl::StrSplit(lines, '\n')) {
        int& known = table->at(NumberOf(line.substr(0, line.find('\t'))));
        if (known < 0) known = row;
        ++row;
      }
    }
    return table;
  }();
  return rows[NumberOf(alpha3)];
}

const absl::flat_hash_map<absl::string_view, NamesByRow>& NamesByLanguage() {
  static const auto& names = *[] {
    auto* table = new absl::flat_hash_map<absl::string_view, NamesByRow>;
    for (const absl::string_view line : absl::StrSplit(kNames, '\n')) {
      const std::pair<absl::string_view, absl::string_view> language_and_rest =
          absl::StrSplit(line, absl::MaxSplits('\t', 1));
      table->emplace(language_and_rest.first, absl::StrSplit(language_and_rest.second, '\t'));
    }
    for (const OtherName& other : OtherNames()) {
      if (other.usual_in.empty()) continue;
      absl::string_view& names = table->at(other.usual_in)[RowOf(other.alpha3)];
      if (names.empty()) names = other.name;
    }
    return table;
  }();
  return names;
}

const NamesByRow* FindNames(absl::string_view language) {
  static const auto& names_by_tag = *[] {
    auto* table = new absl::flat_hash_map<std::string, const NamesByRow*>;
    for (const auto& [code, names] : NamesByLanguage()) {
      table->emplace(absl::AsciiStrToLower(TagOf(code)), &names);
    }
    for (const auto& [tag, code] : kOtherTags) table->emplace(tag, &NamesByLanguage().at(code));
    return table;
  }();
  std::string tag = absl::StrReplaceAll(absl::AsciiStrToLower(language), {{"_", "-"}});
  while (true) {
    const auto found = names_by_tag.find(tag);
    if (found != names_by_tag.end()) return found->second;
    const size_t last = tag.rfind('-');
    if (last == std::string::npos) return nullptr;
    tag.resize(last);
  }
}

std::vector<std::string> LanguageTags() {
  std::vector<std::string> tags;
  for (const auto& [code, names] : NamesByLanguage()) tags.push_back(TagOf(code));
  std::sort(tags.begin(), tags.end());
  return tags;
}

absl::string_view UsualName(absl::string_view names) { return names.substr(0, names.find('|')); }

}  // namespace entente::geo
