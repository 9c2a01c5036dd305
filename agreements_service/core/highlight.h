#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_HIGHLIGHT_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_HIGHLIGHT_H_

#include <cstddef>
#include <vector>

#include "agreements_service/core/search.h"

namespace entente::agreements {

// A part of a text: how many code points are before it, and up to its end.
struct TextRange {
  std::size_t start = 0;
  std::size_t end = 0;

  friend bool operator==(const TextRange&, const TextRange&) = default;
};

// Which title of a found agreement to show, and what of it to mark.
struct Highlight {
  std::size_t title = 0;          // its place among the titles; 0 if none has anything of the query
  std::vector<TextRange> ranges;  // in order, apart from each other

  friend bool operator==(const Highlight&, const Highlight&) = default;
};

// The title that fits the query best, the first of several: one that is the query, or has it as a
// phrase, or has the most of its terms. Words are marked, and phrases as a whole.
Highlight HighlightOf(const SearchQuery& query, const std::vector<Title>& titles);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_HIGHLIGHT_H_
