#include "common/api/filter_field.h"

#include <string>
#include <vector>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"

#include "common/text/utf8.h"

namespace entente {

absl::Status CheckFilterComparison(const FilterCondition& condition,
                                   absl::string_view comparisons) {
  const absl::string_view spelling = SpellingOf(condition.comparison);
  if (absl::StrContains(comparisons, absl::StrCat(" ", spelling, " "))) return absl::OkStatus();
  return FilterError(condition.column,
                     absl::StrCat(condition.field, " is not compared by ", spelling, "; expected ",
                                  absl::StripAsciiWhitespace(comparisons)));
}

absl::Status BadFilterValue(const FilterCondition& condition, absl::string_view expected) {
  return FilterError(condition.value_column,
                     absl::StrCat("expected ", expected, " of ", condition.field, ", found ",
                                  Quoted(condition.value)));
}

absl::StatusOr<int> FilterEnumNumber(const FilterCondition& condition,
                                     const google::protobuf::EnumDescriptor& type, bool unspecified,
                                     absl::string_view other) {
  const absl::string_view prefix =
      absl::StripSuffix(type.FindValueByNumber(0)->name(), "UNSPECIFIED");
  const std::string given = absl::AsciiStrToUpper(condition.value);
  std::vector<std::string> names;
  for (int i = unspecified ? 0 : 1; i < type.value_count(); ++i) {
    const absl::string_view name = absl::StripPrefix(type.value(i)->name(), prefix);
    if (absl::StripPrefix(given, prefix) == name) return type.value(i)->number();
    names.push_back(absl::AsciiStrToLower(name));
  }
  return BadFilterValue(condition, absl::StrCat("one of ", absl::StrJoin(names, ", "), other));
}

}  // namespace entente
