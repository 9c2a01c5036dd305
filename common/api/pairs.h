#ifndef ENTENTE_COMMON_API_PAIRS_H_
#define ENTENTE_COMMON_API_PAIRS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/repeated_ptr_field.h"

#include "common/geo/pair.h"

// Pairs that a request names as resources. Every error is INVALID_ARGUMENT and names the field.
namespace entente {

// "pairs/KAZ-TUR". NAME_INVALID.
absl::StatusOr<Pair> CheckPair(absl::string_view name, absl::string_view field);

// At most 20 of them, as a stream of what concerns pairs takes. NAME_INVALID, PAIRS_TOO_MANY.
absl::StatusOr<std::vector<Pair>> CheckPairs(
    const google::protobuf::RepeatedPtrField<std::string>& names, absl::string_view field);

}  // namespace entente

#endif  // ENTENTE_COMMON_API_PAIRS_H_
