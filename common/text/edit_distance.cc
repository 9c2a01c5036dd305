#include "common/text/edit_distance.h"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <numeric>

#include "absl/container/inlined_vector.h"
#include "unicode/utf8.h"

namespace entente {
namespace {

using CodePoints = absl::InlinedVector<UChar32, 64>;
using Row = absl::InlinedVector<int, 64>;

CodePoints Decode(absl::string_view utf8) {
  CodePoints code_points;
  for (std::size_t offset = 0; offset < utf8.size();) {
    UChar32 code_point;
    U8_NEXT(utf8.data(), offset, utf8.size(), code_point);
    code_points.push_back(code_point);
  }
  return code_points;
}

}  // namespace

int EditDistance(absl::string_view a, absl::string_view b, int max) {
  const std::size_t longer = std::max(a.size(), b.size());
  const std::size_t shorter = std::min(a.size(), b.size());
  if (longer - shorter > static_cast<std::size_t>(max) * U8_MAX_LENGTH) return max + 1;

  const CodePoints from = Decode(a);
  const CodePoints to = Decode(b);
  const int rows = static_cast<int>(from.size());
  const int columns = static_cast<int>(to.size());
  if (std::abs(rows - columns) > max) return max + 1;

  Row before(columns + 1), last(columns + 1), current(columns + 1);
  std::iota(last.begin(), last.end(), 0);
  for (int i = 1; i <= rows; ++i) {
    current[0] = i;
    for (int j = 1; j <= columns; ++j) {
      const int replace = last[j - 1] + (from[i - 1] == to[j - 1] ? 0 : 1);
      current[j] = std::min({replace, last[j] + 1, current[j - 1] + 1});
      if (i > 1 && j > 1 && from[i - 1] == to[j - 2] && from[i - 2] == to[j - 1]) {
        current[j] = std::min(current[j], before[j - 2] + 1);
      }
    }
    if (*std::min_element(current.begin(), current.end()) > max) return max + 1;
    before.swap(last);
    last.swap(current);
  }
  return std::min(last[columns], max + 1);
}

}  // namespace entente
