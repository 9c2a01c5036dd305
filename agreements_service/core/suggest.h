#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_SUGGEST_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_SUGGEST_H_

#include <cstddef>
#include <string>
#include <vector>

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/sketch.h"

// Which agreements are probably the same. Two are compared by their parties, dates, titles and
// identifiers, and by nothing else: what the answer is does not depend on what else there is.
namespace entente::agreements {

// Two agreements, by their place in a list, and how probably they are the same, from 0 to 1.
struct Likeness {
  size_t one = 0;  // of which more is recorded
  size_t other = 0;
  double score = 0;
};

// The pairs with at least this score, the best first; of the same score in order of names. Only
// agreements are compared that have an identifier in common, or a year and either two parties or a
// word of a title: the work grows with the list, not with its square.
std::vector<Likeness> FindAlike(const std::vector<Sketch>& sketches, double minimum_score);

// Two agreements that are probably the same, and why.
struct Suggestion {
  // Numbered as in the contract, which says what each value means.
  enum class ReasonKind {
    kParties = 1,
    kDates = 2,
    kTitles = 3,
    kIdentifiers = 4,
    kRegister = 5,
    kInstrument = 6
  };
  struct Reason {
    ReasonKind kind = ReasonKind::kParties;
    double score = 0;  // by itself
    std::string sentence;
  };

  std::string agreement;
  std::string duplicate;
  double score = 0;
  std::vector<Reason> reasons;  // in order of kind
  Title agreement_title;
  Title duplicate_title;
};

Suggestion Explain(const Sketch& agreement, const Sketch& duplicate);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_SUGGEST_H_
