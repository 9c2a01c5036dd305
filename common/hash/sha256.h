#ifndef ENTENTE_COMMON_HASH_SHA256_H_
#define ENTENTE_COMMON_HASH_SHA256_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"

struct evp_md_ctx_st;

namespace entente {

// SHA-256 (FIPS 180-4) by OpenSSL, of bytes that come in pieces.
class Sha256 {
 public:
  Sha256();
  void Update(absl::string_view bytes);
  // 64 hexadecimal digits. Call once, last.
  std::string HexDigest();

 private:
  std::unique_ptr<evp_md_ctx_st, void (*)(evp_md_ctx_st*)> context_;
};

std::string Sha256Hex(absl::string_view bytes);

}  // namespace entente

#endif  // ENTENTE_COMMON_HASH_SHA256_H_
