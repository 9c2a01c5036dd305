#ifndef ENTENTE_COMMON_FILE_UNPACK_H_
#define ENTENTE_COMMON_FILE_UNPACK_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/file/spool.h"

namespace entente {

// Whether a content is compressed, as gzip or zstd.
bool IsPacked(absl::string_view content);

// Decompresses a content into a temporary file without a name in `folder`, in memory bounded
// whatever its size. Several members or frames, one behind the other, are one content.
// RESOURCE_EXHAUSTED (FILE_TOO_LARGE, STORE_FULL): beyond `limit_bytes`, however small it was when
// packed. INVALID_ARGUMENT: FILE_TRUNCATED if it breaks off, FILE_MALFORMED if it is damaged.
absl::StatusOr<std::unique_ptr<Spool>> Unpack(absl::string_view packed, const std::string& folder,
                                              int64_t limit_bytes);

}  // namespace entente

#endif  // ENTENTE_COMMON_FILE_UNPACK_H_
