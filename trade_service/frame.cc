#include "trade_service/frame.h"

#include <zstd.h>

#include <cstddef>
#include <cstdint>
#include <new>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"

namespace entente::trade {
namespace {

constexpr int kCompressionLevel = 1;
// Of a block, uncompressed: 10 million rows of one pair are not trade statistics.
constexpr uint64_t kMaxColumnBytes = uint64_t{256} << 20;

// Contexts are dear to make, and good for one thread.
struct Zstd {
  ZSTD_CCtx* const compressor = ZSTD_createCCtx();
  ZSTD_DCtx* const decompressor = ZSTD_createDCtx();
  std::string buffer;
  ~Zstd() {
    ZSTD_freeCCtx(compressor);
    ZSTD_freeDCtx(decompressor);
  }
};
thread_local Zstd zstd;

}  // namespace

std::string Compress(const google::protobuf::Message& message, Frame kind) {
  message.SerializeToString(&zstd.buffer);
  std::string frame(ZSTD_compressBound(zstd.buffer.size()), '\0');
  const size_t size = ZSTD_compressCCtx(
      zstd.compressor, frame.data(), frame.size(), zstd.buffer.data(), zstd.buffer.size(),
      kind == Frame::kSmall ? kCompressionLevel : ZSTD_minCLevel());
  // With room for the bound, only memory can be missing.
  if (ZSTD_isError(size) != 0) throw std::bad_alloc();
  frame.resize(size);
  return frame;
}

absl::Status Decompress(absl::string_view frame, google::protobuf::Message& message) {
  const uint64_t size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size > kMaxColumnBytes) return BlockDamaged("no frame of a block's size");
  zstd.buffer.resize(size);
  const size_t read =
      ZSTD_decompressDCtx(zstd.decompressor, zstd.buffer.data(), size, frame.data(), frame.size());
  if (read != size) return BlockDamaged("not to be decompressed");
  if (!message.ParseFromString(zstd.buffer)) return BlockDamaged("not a message");
  return absl::OkStatus();
}

absl::Status BlockDamaged(absl::string_view what) {
  return Error(absl::StatusCode::kDataLoss, "BLOCK_DAMAGED",
               absl::StrCat("a block of the store cannot be read (", what,
                            "); restore the store from a backup"));
}

}  // namespace entente::trade
