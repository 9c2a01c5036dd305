#include "common/file/spool.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"

namespace entente {
namespace {

absl::Status FileError(absl::string_view doing, int error) {
  if (error == ENOSPC || error == EDQUOT) {
    return Error(absl::StatusCode::kResourceExhausted, "STORE_FULL",
                 absl::StrCat(doing, ": the disk is full; nothing was stored"));
  }
  return Error(absl::StatusCode::kUnavailable, "STORE_IO",
               absl::StrCat(doing, ": ", std::strerror(error)));
}

}  // namespace

absl::StatusOr<std::unique_ptr<Spool>> Spool::Open(const std::string& folder, int64_t limit_bytes) {
  const int file = open(folder.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, S_IRUSR | S_IWUSR);
  if (file < 0) return FileError(absl::StrCat("making a temporary file in ", folder), errno);
  return std::unique_ptr<Spool>(new Spool(file, limit_bytes));
}

Spool::~Spool() {
  if (mapped_ != nullptr) munmap(mapped_, size_);
  close(file_);
}

absl::Status Spool::Append(absl::string_view bytes) {
  if (size_ + static_cast<int64_t>(bytes.size()) > limit_) {
    return Error(absl::StatusCode::kResourceExhausted, "FILE_TOO_LARGE",
                 absl::StrCat("the file is larger than the ", limit_,
                              " bytes that this server takes"))
        .With("limit_bytes", absl::StrCat(limit_));
  }
  sha_.Update(bytes);
  size_ += static_cast<int64_t>(bytes.size());
  while (!bytes.empty()) {
    const ssize_t written = write(file_, bytes.data(), bytes.size());
    if (written < 0) {
      if (errno == EINTR) continue;
      return FileError("writing the upload to a temporary file", errno);
    }
    bytes.remove_prefix(static_cast<size_t>(written));
  }
  return absl::OkStatus();
}

absl::StatusOr<absl::string_view> Spool::Content() {
  if (size_ == 0) return absl::string_view();
  if (mapped_ == nullptr) {
    void* mapped = mmap(nullptr, size_, PROT_READ, MAP_PRIVATE, file_, 0);
    if (mapped == MAP_FAILED) return FileError("reading the upload back", errno);
    mapped_ = mapped;
  }
  return absl::string_view(static_cast<const char*>(mapped_), size_);
}

}  // namespace entente
