#include "common/text/utf8.h"

#include <algorithm>

#include "unicode/uchar.h"
#include "unicode/utf8.h"

namespace entente {
namespace {

constexpr UChar32 kReplacement = 0xFFFD;

// The code point that starts at `offset`, which moves on; negative if ill-formed.
UChar32 NextCodePoint(absl::string_view bytes, std::size_t& offset) {
  UChar32 code_point;
  U8_NEXT(bytes.data(), offset, bytes.size(), code_point);
  return code_point;
}

void AppendCodePoint(UChar32 code_point, std::string& utf8) {
  char units[U8_MAX_LENGTH];
  int length = 0;
  U8_APPEND_UNSAFE(units, length, code_point);
  utf8.append(units, length);
}

}  // namespace

bool IsValidUtf8(absl::string_view bytes) {
  for (std::size_t offset = 0; offset < bytes.size();) {
    if (NextCodePoint(bytes, offset) < 0) return false;
  }
  return true;
}

std::size_t CountLetters(absl::string_view utf8) {
  return std::count_if(utf8.begin(), utf8.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xC0u) != 0x80u;  // the first byte of one
  });
}

std::string Quoted(absl::string_view bytes, std::size_t max_letters) {
  std::string quoted = "'";
  std::size_t letters = 0;
  for (std::size_t offset = 0; offset < bytes.size(); ++letters) {
    if (letters == max_letters) {
      quoted += "...";
      break;
    }
    const UChar32 code_point = NextCodePoint(bytes, offset);
    if (code_point < 0) {
      AppendCodePoint(kReplacement, quoted);
    } else {
      AppendCodePoint(u_iscntrl(code_point) ? ' ' : code_point, quoted);
    }
  }
  quoted += "'";
  return quoted;
}

}  // namespace entente
