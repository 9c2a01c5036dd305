#include "common/api/fingerprint.h"

#include <memory>

#include "google/protobuf/io/coded_stream.h"
#include "google/protobuf/io/zero_copy_stream_impl_lite.h"

#include "common/hash/sha256.h"

namespace entente {

std::string Fingerprint(const google::protobuf::Message& message,
                        const std::vector<std::string>& without) {
  const std::unique_ptr<google::protobuf::Message> copy(message.New());
  copy->CopyFrom(message);
  for (const std::string& name : without) {
    copy->GetReflection()->ClearField(copy.get(), copy->GetDescriptor()->FindFieldByName(name));
  }
  std::string bytes = copy->GetDescriptor()->full_name();
  {
    google::protobuf::io::StringOutputStream stream(&bytes);
    google::protobuf::io::CodedOutputStream output(&stream);
    output.SetSerializationDeterministic(true);
    copy->SerializeToCodedStream(&output);
  }
  return Sha256Hex(bytes).substr(0, 32);
}

}  // namespace entente
