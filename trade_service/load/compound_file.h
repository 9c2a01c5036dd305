#ifndef ENTENTE_TRADE_SERVICE_LOAD_COMPOUND_FILE_H_
#define ENTENTE_TRADE_SERVICE_LOAD_COMPOUND_FILE_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace entente::trade {

// Whether a content begins as a compound file does, the container of .xls and .doc.
bool IsCompoundFile(absl::string_view content);

// The bytes of the stream `name` (ASCII) of a compound file ([MS-CFB], 'OLE2'), of which as much is
// read as an .xls of some megabytes has: at most 109 sectors of its allocation table, which is 6.8
// MiB. FILE_MALFORMED if the file is none, lacks the stream, or is cut off.
absl::StatusOr<std::string> ReadCompoundStream(absl::string_view content, absl::string_view name);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_COMPOUND_FILE_H_
