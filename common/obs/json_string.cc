#include "common/obs/json_string.h"

#include <cstddef>

#include "unicode/utf8.h"

namespace entente::obs {
namespace {

// A byte of ASCII that stands for itself between quotes.
bool IsPlain(char c) { return c >= 0x20 && c < 0x7F && c != '"' && c != '\\'; }

void AppendEscaped(char c, std::string& json) {
  constexpr char kHex[] = "0123456789abcdef";
  switch (c) {
    case '"':
      json += "\\\"";
      return;
    case '\\':
      json += "\\\\";
      return;
    case '\n':
      json += "\\n";
      return;
    case '\r':
      json += "\\r";
      return;
    case '\t':
      json += "\\t";
      return;
    default:
      json += "\\u00";
      json += kHex[c >> 4];
      json += kHex[c & 0xF];
  }
}

}  // namespace

void AppendJsonString(absl::string_view text, std::string& json) {
  json += '"';
  size_t offset = 0;
  while (offset < text.size()) {
    const size_t start = offset;
    while (offset < text.size() && IsPlain(text[offset])) ++offset;
    json.append(text.data() + start, offset - start);
    if (offset == text.size()) break;
    const size_t letter = offset;
    UChar32 code_point;
    U8_NEXT(text.data(), offset, text.size(), code_point);
    if (code_point < 0) {
      json += "\uFFFD";
    } else if (code_point < 0x80) {
      AppendEscaped(text[letter], json);
    } else {
      json.append(text.data() + letter, offset - letter);
    }
  }
  json += '"';
}

}  // namespace entente::obs
