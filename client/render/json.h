#ifndef ENTENTE_CLIENT_RENDER_JSON_H_
#define ENTENTE_CLIENT_RENDER_JSON_H_

#include <string>

#include "google/protobuf/message.h"

namespace entente::client {

// `message` in protobuf's JSON form, indented: names in lowerCamelCase, enums by name, int64 as
// text. Numbers, texts and lists are printed when they are zero or empty too, so that a program
// finds each figure's `evidence` index and every count; an absent message is left out.
std::string RenderJson(const google::protobuf::Message& message);

// The same on one line, with the line's end.
std::string RenderJsonLine(const google::protobuf::Message& message);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_JSON_H_
