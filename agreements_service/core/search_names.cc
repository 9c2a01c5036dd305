#include "agreements_service/core/search_names.h"

#include <algorithm>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "agreements_service/core/field_names.h"
#include "common/geo/country.h"
#include "common/geo/country_names.h"
#include "common/text/fold.h"
#include "common/text/kazakh.h"

namespace entente::agreements {
namespace {

// Folding makes it a blank. Behind it are the code of a country, the number of a field, or a
// capital and a number or a folded word, which has no capital.
constexpr absl::string_view kMark = "=";

constexpr absl::string_view kPartyLanguages[] = {"ar", "en", "es", "fr", "kk", "ru", "tr", "zh"};

void InsertMark(const std::string& mark, Marks& marks) {
  const auto at = std::lower_bound(marks.begin(), marks.end(), mark);
  if (at == marks.end() || *at != mark) marks.insert(at, mark);
}

void InsertMarks(const Marks& more, Marks& marks) {
  for (const std::string& mark : more) InsertMark(mark, marks);
}

}  // namespace

std::string CountryMark(absl::string_view alpha3) { return absl::StrCat(kMark, alpha3); }

std::string FieldMark(Field field) { return absl::StrCat(kMark, static_cast<int>(field)); }

std::string InstrumentMark(Instrument instrument) {
  return absl::StrCat(kMark, "I", static_cast<int>(instrument));
}

std::string KazakhMark(absl::string_view word) { return absl::StrCat(kMark, "K", word); }

bool IsMark(absl::string_view word) { return absl::StartsWith(word, kMark); }

const SearchNames& SearchNames::Get() {
  static const SearchNames& names = *new SearchNames;
  return names;
}

SearchNames::SearchNames() {
  for (const Country& country : Countries()) {
    const std::string mark = CountryMark(country.alpha3);
    for (const absl::string_view language : kPartyLanguages) {
      for (const std::string& name : NamesOfCountry(country.alpha3, language)) Add(name, mark);
    }
    for (const std::string& name : OtherNamesOfCountry(country.alpha3)) Add(name, mark);
  }
  for (const FieldNames& field : AllFieldNames()) {
    const std::string mark = FieldMark(field.field);
    for (const absl::string_view name :
         {FieldName(field.field), field.turkish, field.kazakh, field.russian, field.french}) {
      Add(name, mark);
    }
  }
}

void SearchNames::Add(absl::string_view name, const std::string& mark) {
  const std::string folded = Fold(name);
  AddFolded(folded, mark);
  for (const std::string& latin : KazakhLatinForms(folded)) AddFolded(latin, mark);
}

void SearchNames::AddFolded(const std::string& folded, const std::string& mark) {
  InsertMark(mark, names_[folded]);
  for (const std::string& word : Words(folded)) InsertMark(mark, words_[word]);
}

Marks SearchNames::WithName(absl::string_view name) const {
  Marks marks;
  for (const std::string& country : CountriesCalled(name)) InsertMark(CountryMark(country), marks);
  const auto found = names_.find(name);
  if (found != names_.end()) InsertMarks(found->second, marks);
  return marks;
}

Marks SearchNames::WithWord(absl::string_view word, bool beginning) const {
  Marks marks;
  for (auto at = words_.lower_bound(word); at != words_.end(); ++at) {
    if (beginning ? !absl::StartsWith(at->first, word) : at->first != word) break;
    InsertMarks(at->second, marks);
  }
  return marks;
}

}  // namespace entente::agreements
