#include "common/text/folded_words.h"

#include <cstdint>
#include <utility>

#include "unicode/uchar.h"
#include "unicode/utf8.h"

#include "common/text/fold.h"

namespace entente {
namespace {

// Whether a character can be inside a word: what Fold() takes for no blank, or leaves out.
bool IsInsideWord(UChar32 c) {
  constexpr uint32_t kWordMasks = U_GC_L_MASK | U_GC_M_MASK | U_GC_N_MASK;
  const bool apostrophe = c >= 0x02B9 && c <= 0x02BF;
  return !apostrophe && ((U_GET_GC_MASK(c) & kWordMasks) != 0 ||
                         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT));
}

}  // namespace

std::vector<FoldedWord> FoldedWords(absl::string_view utf8) {
  std::vector<FoldedWord> words;
  const auto add = [&](std::size_t start, std::size_t end) {
    for (std::string& word : Words(Fold(utf8.substr(start, end - start)))) {
      words.push_back({.folded = std::move(word), .start = start, .end = end});
    }
  };
  std::size_t start = 0;
  for (std::size_t next = 0; next < utf8.size();) {
    const std::size_t at = next;
    UChar32 c;
    U8_NEXT(utf8.data(), next, utf8.size(), c);
    if (c >= 0 && IsInsideWord(c)) continue;
    add(start, at);
    start = next;
  }
  add(start, utf8.size());
  return words;
}

}  // namespace entente
