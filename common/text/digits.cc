#include "common/text/digits.h"

#include <algorithm>

#include "absl/strings/ascii.h"

namespace entente {

bool AllDigits(absl::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return absl::ascii_isdigit(static_cast<unsigned char>(c));
  });
}

}  // namespace entente
