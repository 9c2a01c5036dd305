#include "client/advice.h"

#include "common/status/error.h"

namespace entente::client {

std::string Advice(const absl::Status& status) {
  const std::string reason = DetailsOf(status).reason;
  if (reason == "FILE_UNREADABLE") return "See whether the file is there and may be read.";
  if (reason == "FILE_TOO_LARGE") {
    return "Split a file of facts. What a source published counts as one release only whole: "
           "send it compressed, or see which size the server takes (--max-import-bytes).";
  }
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return "Start it, or say where it runs with --trade-address or --agreements-address; "
             "'entente health' asks both.";
    case absl::StatusCode::kDeadlineExceeded:
      return "Wait longer with --timeout, or see with 'entente health' whether it serves.";
    case absl::StatusCode::kNotFound:
      return "See what there is with 'entente agreements list A B', 'entente trade availability' "
             "or 'entente trade releases'.";
    case absl::StatusCode::kResourceExhausted:
      return "Try again in a while.";
    default:
      return "";
  }
}

}  // namespace entente::client
