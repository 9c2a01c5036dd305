#include "common/rpc/page.h"

#include <algorithm>

#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/hash/sha256.h"
#include "common/status/error.h"

namespace entente::rpc {
namespace {

// Ties a token to its request and keeps chance bytes from passing for one. It is no secret: a token
// gives nobody more than the request itself does.
std::string Seal(absl::string_view revision, absl::string_view after,
                 absl::string_view fingerprint) {
  return Sha256Hex(absl::StrCat(revision, "\n", after, "\n", fingerprint)).substr(0, 16);
}

}  // namespace

std::string EncodePageToken(const PageToken& token, absl::string_view fingerprint) {
  const std::string revision = absl::StrCat(token.revision);
  return absl::WebSafeBase64Escape(
      absl::StrCat(Seal(revision, token.after, fingerprint), "\n", revision, "\n", token.after));
}

absl::StatusOr<PageToken> DecodePageToken(absl::string_view text, absl::string_view fingerprint,
                                          absl::string_view field) {
  if (text.empty()) return PageToken{};
  std::string plain;
  PageToken token;
  if (absl::WebSafeBase64Unescape(text, &plain)) {
    const std::vector<std::string> parts = absl::StrSplit(plain, absl::MaxSplits('\n', 2));
    if (parts.size() == 3 && parts[0] == Seal(parts[1], parts[2], fingerprint) &&
        absl::SimpleAtoi(parts[1], &token.revision) && token.revision > 0) {
      token.after = parts[2];
      return token;
    }
  }
  return InvalidField("PAGE_TOKEN_INVALID", field,
                      "not a token that this request was given; send the one of its last answer, "
                      "with the rest of the request unchanged, or none to start again");
}

absl::StatusOr<int> PageLimit(int page_size, int standard, int maximum) {
  if (page_size < 0) {
    return InvalidField("PAGE_SIZE_INVALID", "page_size", absl::StrCat(page_size, " is below 0"));
  }
  return page_size == 0 ? standard : std::min(page_size, maximum);
}

}  // namespace entente::rpc
