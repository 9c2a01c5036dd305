#include "client/render/json.h"

#include "google/protobuf/util/json_util.h"

namespace entente::client {

std::string RenderJson(const google::protobuf::Message& message) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = true;
  options.always_print_primitive_fields = true;
  std::string json;
  // A message of ours always has a JSON form: its texts are UTF-8 and it holds no Any.
  (void)google::protobuf::util::MessageToJsonString(message, &json, options);
  return json;
}

}  // namespace entente::client
