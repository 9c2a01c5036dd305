#ifndef ENTENTE_COMMON_API_TEXT_PROTO_H_
#define ENTENTE_COMMON_API_TEXT_PROTO_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"
#include "google/protobuf/text_format.h"

namespace entente {

// A file of one message in protobuf's text form, with the places that its elements stand at.
class TextProto {
 public:
  // Reads `content` into `message`. INVALID_ARGUMENT (FILE_MALFORMED) names line and column, or
  // says that a text is not UTF-8. RESOURCE_EXHAUSTED (FILE_TOO_LARGE) beyond 64 MiB.
  absl::Status Parse(absl::string_view content, google::protobuf::Message& message);

  // "line 12" for element `index` of the message's repeated field `field`.
  std::string Where(const google::protobuf::Message& message, absl::string_view field,
                    int index) const;

 private:
  google::protobuf::TextFormat::ParseInfoTree places_;
};

// Whether a file of such a message goes on with this line: it begins one of the message's fields.
bool BeginsField(absl::string_view line, const google::protobuf::Descriptor& message);

}  // namespace entente

#endif  // ENTENTE_COMMON_API_TEXT_PROTO_H_
