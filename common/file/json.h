#ifndef ENTENTE_COMMON_FILE_JSON_H_
#define ENTENTE_COMMON_FILE_JSON_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace entente {

// Is told what a JSON text has, in its order. An error ends the reading.
class JsonVisitor {
 public:
  virtual ~JsonVisitor() = default;

  // An object's or array's beginning and end.
  virtual absl::Status Begin() = 0;
  virtual absl::Status End() = 0;
  // The name of the member that follows.
  virtual absl::Status Key(absl::string_view name) = 0;
  // A string without its quotes, a number as it is written, `true`, `false`, or nothing for null.
  virtual absl::Status Value(absl::string_view text) = 0;
};

// Reads one JSON value, in memory bounded by its longest string, at any depth. `line` is kept at
// the line, from 1, that is being read. FILE_MALFORMED, naming line and column, for what is no
// JSON; FILE_TRUNCATED if it breaks off.
absl::Status ReadJson(absl::string_view content, JsonVisitor& visitor, int64_t& line);

// Reads JSON Lines: a value in each line, but for blank ones. Else as ReadJson.
absl::Status ReadJsonLines(absl::string_view content, JsonVisitor& visitor, int64_t& line);

}  // namespace entente

#endif  // ENTENTE_COMMON_FILE_JSON_H_
