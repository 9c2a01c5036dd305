#include "common/geo/pair.h"

#include <algorithm>

#include "absl/strings/str_cat.h"

namespace entente {

Pair MakePair(absl::string_view one, absl::string_view other) {
  const auto [first, second] = std::minmax(one, other);
  return {std::string(first), std::string(second)};
}

std::string PairId(const Pair& pair) { return absl::StrCat(pair.first, "-", pair.second); }

}  // namespace entente
