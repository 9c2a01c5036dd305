#ifndef ENTENTE_COMMON_TEXT_UTF8_H_
#define ENTENTE_COMMON_TEXT_UTF8_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace entente {

// U+FEFF, which may stand before a text.
inline constexpr absl::string_view kByteOrderMark = "\xEF\xBB\xBF";

// True if `bytes` is well-formed UTF-8: no overlong form, no surrogate, nothing cut off. Empty is.
bool IsValidUtf8(absl::string_view bytes);

// The number of code points in well-formed UTF-8.
std::size_t CountLetters(absl::string_view utf8);

// `bytes` in single quotes, fit for an error's sentence whatever they are: ill-formed bytes become
// U+FFFD, control characters blanks, and what exceeds `max_letters` code points becomes "...".
std::string Quoted(absl::string_view bytes, std::size_t max_letters = 60);

}  // namespace entente

#endif  // ENTENTE_COMMON_TEXT_UTF8_H_
