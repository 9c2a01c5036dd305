#include "client/advice.h"

namespace entente::client {

std::string Advice(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
      return "Start it, or say where it runs with --trade-address or --agreements-address; "
             "'entente health' asks both.";
    case absl::StatusCode::kDeadlineExceeded:
      return "Wait longer with --timeout, or see with 'entente health' whether it serves.";
    case absl::StatusCode::kNotFound:
      return "See what there is with 'entente agreements list A B' or 'entente trade series A B'.";
    case absl::StatusCode::kResourceExhausted:
      return "Try again in a while.";
    default:
      return "";
  }
}

}  // namespace entente::client
