#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_NAMES_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_NAMES_H_

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"

// Parties and fields have names in many languages, which are the same for all agreements. So an
// agreement is indexed with a mark for each of its countries and fields, and a query asks for the
// marks of what its words are names of.
namespace entente::agreements {

// A mark is one word, and none that a folded text can have.
std::string CountryMark(absl::string_view alpha3);
std::string FieldMark(Field field);
std::string InstrumentMark(Instrument instrument);
// Of a word of a Kazakh title in Latin letters, folded: what Cyrillic words are looked for as,
// which have no business with the Latin words of other languages.
std::string KazakhMark(absl::string_view word);
bool IsMark(absl::string_view word);

// Marks in order, each once.
using Marks = std::vector<std::string>;

// Names of countries (in the languages of the United Nations, Turkish and Kazakh) and fields
// (English, Turkish, Kazakh, Russian, French), by their folded words; Kazakh in each of its
// alphabets. Built once, in some tens of milliseconds.
class SearchNames {
 public:
  using ByWord = std::map<std::string, Marks, std::less<>>;

  static const SearchNames& Get();

  // Of what has `name`, folded, as one of its whole names, a country in any language of iso-codes.
  Marks WithName(absl::string_view name) const;

  // Of what has the word in a name; with `beginning` a word that begins so.
  Marks WithWord(absl::string_view word, bool beginning) const;

  const ByWord& words() const { return words_; }

 private:
  SearchNames();
  void Add(absl::string_view name, const std::string& mark);
  void AddFolded(const std::string& folded, const std::string& mark);

  ByWord names_;
  ByWord words_;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_NAMES_H_
