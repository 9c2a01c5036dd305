#ifndef ENTENTE_COMMON_OBS_JSON_STRING_H_
#define ENTENTE_COMMON_OBS_JSON_STRING_H_

#include <string>

#include "absl/strings/string_view.h"

namespace entente::obs {

// Appends `text` to `json` as a JSON string, quotes included. Whatever `text` is, the result is
// valid and on one line: control characters are escaped, ill-formed UTF-8 becomes U+FFFD.
void AppendJsonString(absl::string_view text, std::string& json);

}  // namespace entente::obs

#endif  // ENTENTE_COMMON_OBS_JSON_STRING_H_
