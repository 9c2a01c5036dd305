// Page tokens, etags and resource names, as a caller may send them.

#include "common/api/request.h"
#include "common/rpc/page.h"
#include "tests/fuzz/fuzz.h"

void FuzzOne(absl::string_view input) {
  const auto token = entente::rpc::DecodePageToken(input, "f", "page_token");
  if (token.ok() && token->revision != 0) {
    FUZZ_CHECK(entente::rpc::EncodePageToken(*token, "f") == input);
  }
  const auto etag = entente::ParseEtag(input, "etag");
  if (etag.ok() && *etag != 0) FUZZ_CHECK(entente::EtagOf(*etag) == input);
  (void)entente::MatchName(input, "pairs/*/targets/*", "name");
  (void)entente::CheckPairName(input, "name");
}
