#ifndef ENTENTE_COMMON_TEXT_FILE_NAME_H_
#define ENTENTE_COMMON_TEXT_FILE_NAME_H_

#include "absl/strings/string_view.h"

namespace entente {

// The name of a file without its ending, nor .gz or .zst behind that.
absl::string_view BareFileName(absl::string_view file_name);

// A name without what browsers put behind that of a file which they have saved before: " (1)",
// "(1)". More than one digit is rather a month, a chapter or a year.
absl::string_view WithoutCopyMark(absl::string_view bare_name);

}  // namespace entente

#endif  // ENTENTE_COMMON_TEXT_FILE_NAME_H_
