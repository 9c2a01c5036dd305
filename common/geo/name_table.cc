#include "common/geo/name_table.h"

#include <string>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/geo/iso_data.h"
#include "common/geo/other_names.h"

namespace entente::geo {

int RowOf(absl::string_view alpha3) {
  static const auto& row_by_alpha3 = *[] {
    auto* table = new absl::flat_hash_map<absl::string_view, int>;
    int row = 0;
    for (const absl::string_view lines : {kCountries, kFormerCountries}) {
      for (const absl::string_view line : absl::StrSplit(lines, '\n')) {
        table->emplace(line.substr(0, line.find('\t')), row++);
      }
    }
    return table;
  }();
  const auto found = row_by_alpha3.find(alpha3);
  return found == row_by_alpha3.end() ? -1 : found->second;
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
  const std::vector<std::string> subtags = absl::StrSplit(language, absl::ByAnyChar("-_"));
  const std::string base = absl::AsciiStrToLower(subtags[0]);
  const auto& names = NamesByLanguage();
  auto found = names.end();
  if (subtags.size() > 1) {
    found = names.find(absl::StrCat(base, "_", absl::AsciiStrToUpper(subtags[1])));
  }
  if (found == names.end()) found = names.find(base == "zh" ? "zh_CN" : base);
  return found == names.end() ? nullptr : &found->second;
}

absl::string_view UsualName(absl::string_view names) { return names.substr(0, names.find('|')); }

}  // namespace entente::geo
