#ifndef ENTENTE_TESTS_FUZZ_MESSAGE_H_
#define ENTENTE_TESTS_FUZZ_MESSAGE_H_

#include <memory>
#include <string>

#include "absl/strings/string_view.h"
#include "google/protobuf/descriptor.h"
#include "google/protobuf/message.h"

#include "common/api/text_proto.h"

namespace entente {

// The bytes of the message that `input` is in protobuf's text form: people read it, and a field
// that is put in breaks no length around it. Any other input is taken for bytes as it stands, so
// that those which make no message are sent too.
inline std::string MessageBytes(absl::string_view input, const google::protobuf::Descriptor& type) {
  const std::unique_ptr<google::protobuf::Message> message(
      google::protobuf::MessageFactory::generated_factory()->GetPrototype(&type)->New());
  if (TextProto().Parse(input, *message).ok()) return message->SerializeAsString();
  return std::string(input);
}

}  // namespace entente

#endif  // ENTENTE_TESTS_FUZZ_MESSAGE_H_
