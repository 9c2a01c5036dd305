#include "common/file/json_path.h"

#include <utility>

#include "absl/strings/str_cat.h"

#include "common/status/error.h"

namespace entente {

absl::Status JsonPath::Begin() {
  if (path_.size() == kMaxDepth) {
    return Error(absl::StatusCode::kInvalidArgument, "FILE_MALFORMED",
                 absl::StrCat("the JSON is more than ", kMaxDepth, " levels deep"));
  }
  path_.push_back(std::exchange(key_, std::string()));
  return OnBegin();
}

absl::Status JsonPath::End() {
  absl::Status status = OnEnd();
  path_.pop_back();
  return status;
}

absl::Status JsonPath::Key(absl::string_view name) {
  key_ = std::string(name);
  return absl::OkStatus();
}

absl::Status JsonPath::Value(absl::string_view text) {
  return OnValue(std::exchange(key_, std::string()), text);
}

}  // namespace entente
