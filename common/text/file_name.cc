#include "common/text/file_name.h"

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"

namespace entente {

absl::string_view BareFileName(absl::string_view file_name) {
  if (!absl::ConsumeSuffix(&file_name, ".gz")) absl::ConsumeSuffix(&file_name, ".zst");
  return file_name.substr(0, file_name.rfind('.'));
}

absl::string_view WithoutCopyMark(absl::string_view bare_name) {
  absl::string_view rest = bare_name;
  if (!absl::ConsumeSuffix(&rest, ")") || rest.empty() || rest.back() < '1' || rest.back() > '9') {
    return bare_name;
  }
  rest.remove_suffix(1);
  if (!absl::ConsumeSuffix(&rest, "(")) return bare_name;
  rest = absl::StripTrailingAsciiWhitespace(rest);
  return rest.empty() ? bare_name : rest;
}

}  // namespace entente
