#ifndef ENTENTE_COMMON_TEXT_FOLD_H_
#define ENTENTE_COMMON_TEXT_FOLD_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace entente {

// Folds text for search and comparison: two texts that a reader would call the same word have the
// same fold. What it does to `utf8`:
//   - case and compatibility forms go (NFKC case fold), and İ, I, ı and i are all `i`;
//   - marks go from letters of alphabets (ş, ğ, ç, ö, ü, â: s, g, c, o, u, a), stay where they are
//     letters of their own (Indic, Thai, kana); ß is `ss`, ø `o`, ł `l`, æ `ae`, ...;
//   - a word that mixes Latin and Cyrillic look-alikes is spelled in the script of most of its
//     letters, of its first one when they are even (Latin i inside `Үкiметi` becomes і);
//   - apostrophes, punctuation and symbols are blanks; runs of blanks are one; none at the ends.
// Nothing is transliterated: Cyrillic stays Cyrillic. Ill-formed bytes become U+FFFD. Idempotent.
std::string Fold(absl::string_view utf8);

// The words of a folded text, in order.
std::vector<std::string> Words(absl::string_view folded);

}  // namespace entente

#endif  // ENTENTE_COMMON_TEXT_FOLD_H_
