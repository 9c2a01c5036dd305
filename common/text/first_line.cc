#include "common/text/first_line.h"

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_split.h"

namespace entente {

NumberedLine FirstLine(absl::string_view content, absl::string_view comment) {
  int number = 0;
  for (absl::string_view line : absl::StrSplit(content, '\n')) {
    ++number;
    line = absl::StripAsciiWhitespace(line);
    const bool is_comment = !comment.empty() && absl::StartsWith(line, comment);
    if (!line.empty() && !is_comment) return {line, number};
  }
  return {};
}

}  // namespace entente
