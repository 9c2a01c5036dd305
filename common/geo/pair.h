#ifndef ENTENTE_COMMON_GEO_PAIR_H_
#define ENTENTE_COMMON_GEO_PAIR_H_

#include <compare>
#include <string>
#include <utility>

#include "absl/strings/string_view.h"

namespace entente {

// Two countries by alpha-3 code, in alphabetical order: what relates them has no direction.
struct Pair {
  std::string first;
  std::string second;

  friend auto operator<=>(const Pair&, const Pair&) = default;

  template <typename H>
  friend H AbslHashValue(H h, const Pair& pair) {
    return H::combine(std::move(h), pair.first, pair.second);
  }
};

// The pair of two different alpha-3 codes, given in any order.
Pair MakePair(absl::string_view one, absl::string_view other);

// 'KAZ-TUR'.
std::string PairId(const Pair& pair);

}  // namespace entente

#endif  // ENTENTE_COMMON_GEO_PAIR_H_
