#ifndef ENTENTE_TRADE_SERVICE_FRAME_H_
#define ENTENTE_TRADE_SERVICE_FRAME_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/message.h"

// Messages as zstd frames, as the store keeps them.
namespace entente::trade {

enum class Frame {
  kSmall,      // what there is much of
  kReadAtOnce  // hardly compressed: what is read whole again and again, and is little beside blocks
};

std::string Compress(const google::protobuf::Message& message, Frame frame = Frame::kSmall);

// DATA_LOSS if the bytes are no frame of such a message, or of more than 256 MiB.
absl::Status Decompress(absl::string_view frame, google::protobuf::Message& message);

// DATA_LOSS: what of a block of the store cannot be read.
absl::Status BlockDamaged(absl::string_view what);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_FRAME_H_
