#ifndef ENTENTE_COMMON_TEXT_EDIT_DISTANCE_H_
#define ENTENTE_COMMON_TEXT_EDIT_DISTANCE_H_

#include "absl/strings/string_view.h"

namespace entente {

// How many letters (code points) must be inserted, deleted, replaced or swapped with their
// neighbour to make `b` of `a`, both UTF-8; `max` + 1 if it is more than `max`. O(|a| * |b|).
int EditDistance(absl::string_view a, absl::string_view b, int max);

}  // namespace entente

#endif  // ENTENTE_COMMON_TEXT_EDIT_DISTANCE_H_
