#include "common/file/unpack.h"

#define ZLIB_CONST  // zlib takes its input as const
#include <zlib.h>
#include <zstd.h>

#include <algorithm>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente {
namespace {

constexpr absl::string_view kGzipMagic = "\x1F\x8B";
constexpr absl::string_view kZstdMagic = "\x28\xB5\x2F\xFD";
constexpr int kGzipOnly = 16 + MAX_WBITS;  // of zlib's formats
constexpr size_t kBufferSize = 256 << 10;
constexpr size_t kMaxInput = 1 << 20;  // given to zlib at once, which counts in 32 bits

absl::Status Truncated(absl::string_view format) {
  return Error(absl::StatusCode::kInvalidArgument, "FILE_TRUNCATED",
               absl::StrCat("the ", format, " data breaks off; download the file again"));
}

absl::Status Damaged(absl::string_view format, size_t at) {
  return Error(
      absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
      absl::StrCat("the ", format, " data is damaged near byte ", at, "; download the file again"));
}

// A decompressor of zlib's, of one member at a time.
class Inflater {
 public:
  Inflater() { made_ = inflateInit2(&stream, kGzipOnly) == Z_OK; }
  ~Inflater() {
    if (made_) inflateEnd(&stream);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  bool made() const { return made_; }

  z_stream stream = {};

 private:
  bool made_ = false;
};

absl::Status OutOfMemory() {
  return Error(absl::StatusCode::kResourceExhausted, "OUT_OF_MEMORY",
               "there is no memory to decompress the file; try again later");
}

absl::Status UnpackGzip(absl::string_view packed, Spool& spool) {
  Inflater inflater;
  if (!inflater.made()) return OutOfMemory();
  z_stream& stream = inflater.stream;
  std::vector<Bytef> buffer(kBufferSize);
  size_t at = 0;
  while (true) {
    stream.next_in = reinterpret_cast<const Bytef*>(packed.data() + at);
    stream.avail_in = static_cast<uInt>(std::min(packed.size() - at, kMaxInput));
    stream.next_out = buffer.data();
    stream.avail_out = static_cast<uInt>(buffer.size());
    const int result = inflate(&stream, Z_NO_FLUSH);
    at = reinterpret_cast<const char*>(stream.next_in) - packed.data();
    RETURN_IF_ERROR(spool.Append(absl::string_view(reinterpret_cast<const char*>(buffer.data()),
                                                   buffer.size() - stream.avail_out)));
    if (result == Z_STREAM_END) {
      // Some writers fill up the last block of a tape or disk with zeros.
      if (packed.find_first_not_of('\0', at) == packed.npos) return absl::OkStatus();
      inflateReset(&stream);
    } else if (result == Z_BUF_ERROR || (result == Z_OK && stream.avail_out != 0)) {
      // It has taken all that it was given.
      if (at == packed.size()) return Truncated("gzip");
    } else if (result == Z_MEM_ERROR) {
      return OutOfMemory();
    } else if (result != Z_OK) {
      return Damaged("gzip", at);
    }
  }
}

absl::Status UnpackZstd(absl::string_view packed, Spool& spool) {
  const std::unique_ptr<ZSTD_DStream, size_t (*)(ZSTD_DStream*)> stream(ZSTD_createDStream(),
                                                                        ZSTD_freeDStream);
  if (stream == nullptr) return OutOfMemory();
  std::string buffer(kBufferSize, '\0');
  ZSTD_inBuffer in = {packed.data(), packed.size(), 0};
  while (true) {
    ZSTD_outBuffer out = {buffer.data(), buffer.size(), 0};
    const size_t hint = ZSTD_decompressStream(stream.get(), &out, &in);
    if (ZSTD_isError(hint) != 0) return Damaged("zstd", in.pos);
    RETURN_IF_ERROR(spool.Append(absl::string_view(buffer).substr(0, out.pos)));
    if (in.pos < in.size) continue;
    if (hint == 0) return absl::OkStatus();
    if (out.pos < out.size) return Truncated("zstd");
  }
}

}  // namespace

bool IsPacked(absl::string_view content) {
  return absl::StartsWith(content, kGzipMagic) || absl::StartsWith(content, kZstdMagic);
}

absl::StatusOr<std::unique_ptr<Spool>> Unpack(absl::string_view packed, const std::string& folder,
                                              int64_t limit_bytes) {
  ASSIGN_OR_RETURN(std::unique_ptr<Spool> spool, Spool::Open(folder, limit_bytes));
  const absl::Status status = absl::StartsWith(packed, kGzipMagic) ? UnpackGzip(packed, *spool)
                                                                   : UnpackZstd(packed, *spool);
  if (!status.ok()) return Prefix(status, "decompressing");
  return spool;
}

}  // namespace entente
