#ifndef ENTENTE_COMMON_TEXT_FIRST_LINE_H_
#define ENTENTE_COMMON_TEXT_FIRST_LINE_H_

#include "absl/strings/string_view.h"

namespace entente {

// A line of a text, without the blanks around it.
struct NumberedLine {
  absl::string_view text;
  int number = 0;  // from 1; 0 where there is no such line
};

// The first line that is not blank and, unless `comment` is empty, does not start with it.
NumberedLine FirstLine(absl::string_view content, absl::string_view comment = "");

}  // namespace entente

#endif  // ENTENTE_COMMON_TEXT_FIRST_LINE_H_
