#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "agreements_service/core/agreement.h"

// Finding agreements by words. All texts are compared by their folds (common/text/fold.h).
namespace entente::agreements {

// What is looked for: every word must be there, the last one as the beginning of a word.
struct SearchQuery {
  std::string folded;              // the words, one blank between them
  std::vector<std::string> words;  // at least one, unless the text had none
};

SearchQuery ParseSearchQuery(absl::string_view text);

// What an agreement can be found by, folded.
struct SearchText {
  std::string titles;  // one a line
  // Fields, parties (in the languages of the United Nations, Turkish and Kazakh), places,
  // identifiers, note; one blank between words.
  std::string other;
};

SearchText SearchTextOf(const Agreement& agreement);

// An agreement that has all the words.
struct Candidate {
  std::string name;
  std::string titles;  // as in SearchText
};

// Names of the first `limit` candidates: first those of which a title is the query, then those of
// which a title has it as a phrase, then those of which a title has all its words, then the others;
// in each group by name.
std::vector<std::string> Rank(const SearchQuery& query, std::vector<Candidate> candidates,
                              size_t limit);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_SEARCH_H_
