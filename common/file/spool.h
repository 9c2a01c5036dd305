#ifndef ENTENTE_COMMON_FILE_SPOOL_H_
#define ENTENTE_COMMON_FILE_SPOOL_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "common/hash/sha256.h"

namespace entente {

// Bytes of an upload, kept in a temporary file without a name until all of them are there. The file
// goes with the object, or with the process.
class Spool {
 public:
  // `folder`: where the file is made. `limit_bytes`: of the file.
  static absl::StatusOr<std::unique_ptr<Spool>> Open(const std::string& folder,
                                                     int64_t limit_bytes);
  ~Spool();
  Spool(const Spool&) = delete;
  Spool& operator=(const Spool&) = delete;

  // RESOURCE_EXHAUSTED: beyond the limit (FILE_TOO_LARGE), or the disk is full (STORE_FULL).
  absl::Status Append(absl::string_view bytes);

  int64_t size() const { return size_; }

  // All bytes, mapped into memory, for as long as the spool lives. Nothing is appended afterwards.
  absl::StatusOr<absl::string_view> Content();

  // SHA-256 of all bytes, 64 hexadecimal digits. Call once, last.
  std::string Sha256() { return sha_.HexDigest(); }

 private:
  Spool(int file, int64_t limit) : file_(file), limit_(limit) {}

  const int file_;
  const int64_t limit_;
  int64_t size_ = 0;
  void* mapped_ = nullptr;
  entente::Sha256 sha_;
};

}  // namespace entente

#endif  // ENTENTE_COMMON_FILE_SPOOL_H_
