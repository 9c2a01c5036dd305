#ifndef ENTENTE_COMMON_TEXT_DIGITS_H_
#define ENTENTE_COMMON_TEXT_DIGITS_H_

#include "absl/strings/string_view.h"

namespace entente {

// Whether a text is nothing but ASCII digits, one at least.
bool AllDigits(absl::string_view text);

}  // namespace entente

#endif  // ENTENTE_COMMON_TEXT_DIGITS_H_
