#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_H_

#include <compare>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/search_names.h"

// Finding agreements by words. All texts are compared by their folds (common/text/fold.h).
namespace entente::agreements {

// One of the things that are looked for. An agreement has it if it has one of the spellings or one
// of the marks.
struct SearchTerm {
  // Words that must all be there, at least one.
  struct Spelling {
    std::vector<std::string> words;
    bool adjacent = false;  // one after the other, as a phrase
  };
  std::vector<Spelling> spellings;  // of Cyrillic, those in Kazakh's Latin alphabets; its own last
  bool beginning = false;           // the last word may be the beginning of a longer one
  Marks marks;                      // of what has such a name
  Marks beginning_marks;            // of what has a name that begins so; only with `beginning`
};

// What is looked for: every term must be there.
struct SearchQuery {
  std::vector<SearchTerm> terms;   // none if the text had no word
  std::vector<std::string> words;  // all of them, in order
  // The words with one blank between them; of Cyrillic then those in Kazakh's Latin alphabets.
  std::vector<std::string> phrases;
};

// Reads what a user typed; the contract says what it can be.
SearchQuery ParseSearchQuery(absl::string_view text);

// What an agreement can be found by, folded, in lines; one blank between words.
struct SearchText {
  std::string titles;  // Cyrillic Kazakh also in its Latin alphabets, Latin Kazakh also as marks
  // Marks of the instrument, of fields and of the parties' countries; names of parties, places,
  // identifiers, note.
  std::string other;

  friend bool operator==(const SearchText&, const SearchText&) = default;
};

SearchText SearchTextOf(const Agreement& agreement);

// By its language, in any script.
bool IsKazakh(const Title& title);

// The lines of one title in SearchText::titles.
std::vector<std::string> SearchLines(const Title& title);

// Whether folded text has `part` from the start of a word on, and up to the end of one unless it
// may be the beginning of a longer one.
bool HasWords(absl::string_view text, absl::string_view part, bool beginning);

// How well an agreement fits a query; the better the less.
struct Match {
  // Where the query was found.
  enum class Place { kTitle, kPhraseOfTitle, kWordsOfTitle, kPhraseElsewhere, kElsewhere };

  bool beginning = false;  // something is there as the beginning of a longer word alone
  Place place = Place::kElsewhere;

  friend auto operator<=>(const Match&, const Match&) = default;
};

// The place in an agreement that has every term; `in_titles`: its titles have. With `beginning` the
// last word may be the beginning of a longer one.
Match::Place PlaceOf(const SearchQuery& query, const SearchText& text, bool in_titles,
                     bool beginning);

// An agreement that has every term.
struct Candidate {
  absl::string_view name;  // the store has it for as long as it is open
  Match match;
};

// What was perhaps meant by a word that is nowhere.
struct WordSuggestion {
  std::string word;                      // folded, as the others are
  std::vector<std::string> suggestions;  // the most alike first; at least one
};

// The order in which they are shown: the better match first, then by name.
bool IsBefore(const Candidate& a, const Candidate& b);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_H_
