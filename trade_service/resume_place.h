#ifndef ENTENTE_TRADE_SERVICE_RESUME_PLACE_H_
#define ENTENTE_TRADE_SERVICE_RESUME_PLACE_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/block.h"

namespace entente::trade {

// Where a stream of blocks is: in or behind the block of this key, as `number` tells.
struct ResumePlace {
  BlockKey key;
  int64_t number = 0;  // the stream's own
};

// What one Pull of such a stream looks at: blocks that are gone over, and rows that are decoded.
inline constexpr size_t kMaxBlocksAtOnce = 1000;
inline constexpr int64_t kMaxRowsAtOnce = 100'000;

// A place as the text in a resume token, and back. INVALID_ARGUMENT (PAGE_TOKEN_INVALID).
std::string FormatPlace(const ResumePlace& place);
absl::StatusOr<ResumePlace> ParsePlace(absl::string_view text);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_RESUME_PLACE_H_
