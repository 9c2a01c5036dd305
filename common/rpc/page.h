#ifndef ENTENTE_COMMON_RPC_PAGE_H_
#define ENTENTE_COMMON_RPC_PAGE_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente::rpc {

// Where a list goes on: behind a name, at the revision of its first page.
struct PageToken {
  int64_t revision = 0;  // 0: no token was sent, this is the first page
  std::string after;
};

// An opaque token that is good for requests with this fingerprint alone.
std::string EncodePageToken(const PageToken& token, absl::string_view fingerprint);

// INVALID_ARGUMENT (PAGE_TOKEN_INVALID) if the text is not a token of ours, or is of another
// request. Empty text gives the default.
absl::StatusOr<PageToken> DecodePageToken(absl::string_view text, absl::string_view fingerprint,
                                          absl::string_view field);

// The number of entries that a page may have: `page_size`, `standard` if it is 0, and no more than
// `maximum` (AIP-158). INVALID_ARGUMENT (PAGE_SIZE_INVALID) if negative.
absl::StatusOr<int> PageLimit(int page_size, int standard, int maximum);

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_PAGE_H_
