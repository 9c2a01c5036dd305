#ifndef ENTENTE_COMMON_FILE_JSON_PATH_H_
#define ENTENTE_COMMON_FILE_JSON_PATH_H_

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

#include "common/file/json.h"

namespace entente {

// Where a reader is in a JSON text: the names of the objects and arrays around it, the outermost
// first; empty for what has none, as the elements of an array. INVALID_ARGUMENT (FILE_MALFORMED)
// beyond kMaxDepth.
class JsonPath : public JsonVisitor {
 public:
  static constexpr size_t kMaxDepth = 64;

  absl::Status Begin() final;
  absl::Status End() final;
  absl::Status Key(absl::string_view name) final;
  absl::Status Value(absl::string_view text) final;

 protected:
  const std::vector<std::string>& path() const { return path_; }

  // An object or array, which path() ends with, begins or ends.
  virtual absl::Status OnBegin() { return absl::OkStatus(); }
  virtual absl::Status OnEnd() { return absl::OkStatus(); }
  // A value in the object or array that path() ends with; without a name in an array.
  virtual absl::Status OnValue(absl::string_view name, absl::string_view text) = 0;

 private:
  std::vector<std::string> path_;
  std::string key_;  // of what comes next
};

}  // namespace entente

#endif  // ENTENTE_COMMON_FILE_JSON_PATH_H_
