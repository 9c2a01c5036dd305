#include "client/render/json.h"

#include "google/protobuf/util/json_util.h"

namespace entente::client {

namespace {

std::string Render(const google::protobuf::Message& message, bool spaced) {
  google::protobuf::util::JsonPrintOptions options;
  options.add_whitespace = spaced;
  options.always_print_primitive_fields = true;
  std::string json;
  // A message of ours always has a JSON form: its texts are UTF-8 and it holds no Any.
  (void)google::protobuf::util::MessageToJsonString(message, &json, options);
  return json;
}

}  // namespace

std::string RenderJson(const google::protobuf::Message& message) { return Render(message, true); }

std::string RenderJsonLine(const google::protobuf::Message& message) {
  return Render(message, false) + "\n";
}

}  // namespace entente::client
