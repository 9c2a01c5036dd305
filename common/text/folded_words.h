#ifndef ENTENTE_COMMON_TEXT_FOLDED_WORDS_H_
#define ENTENTE_COMMON_TEXT_FOLDED_WORDS_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace entente {

// A word of a text, and where it stands there.
struct FoldedWord {
  std::string folded;     // by Fold()
  std::size_t start = 0;  // bytes before it
  std::size_t end = 0;    // bytes up to its end
};

// The words of a well-formed text, in order. Those of Words(Fold(utf8)), but that what folds to
// several words ('½': '1 2') has its place in each of them.
std::vector<FoldedWord> FoldedWords(absl::string_view utf8);

}  // namespace entente

#endif  // ENTENTE_COMMON_TEXT_FOLDED_WORDS_H_
