#ifndef ENTENTE_COMMON_GEO_NAME_TABLE_H_
#define ENTENTE_COMMON_GEO_NAME_TABLE_H_

#include <string>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/string_view.h"

namespace entente::geo {

// A row is a line of kCountries, or of kFormerCountries counted on from there.
// The row with this alpha-3 code, in capitals; -1 if there is none. What is both means the country.
int RowOf(absl::string_view alpha3);

// Names by row: '|' between the names of one row, the usual one first; empty if there is none.
using NamesByRow = std::vector<absl::string_view>;

// All of iso-codes' languages, as gettext spells them (tr, pt_BR), gaps filled from OtherNames().
const absl::flat_hash_map<absl::string_view, NamesByRow>& NamesByLanguage();

// The names in the language that a BCP 47 or gettext tag (tr, kk-KZ, pt_BR) asks for, in any case;
// null if there are none. Subtags without names of their own are left off from the end: kk-KZ is
// kk.
const NamesByRow* FindNames(absl::string_view language);

// The BCP 47 tags of the languages that there are names in, in order: "tr", "pt-BR", "sr-Latn".
std::vector<std::string> LanguageTags();

// The first of the names in a field; empty if there is none.
absl::string_view UsualName(absl::string_view names);

}  // namespace entente::geo

#endif  // ENTENTE_COMMON_GEO_NAME_TABLE_H_
