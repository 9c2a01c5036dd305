#include "common/rpc/public_error.h"

#include <cstddef>
#include <string>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"

#include "common/status/error.h"

namespace entente::rpc {
namespace {

// Bytes of one error. A sentence goes out twice: in `grpc-message`, where a letter that is not
// ASCII takes three bytes for each of its own, and among the details.
constexpr size_t kSentence = 800;
constexpr size_t kViolations = 1200;  // of all of them, field and description
constexpr size_t kMetadata = 800;     // of all keys and values

bool IsStores(const ErrorDetails& details) { return absl::StartsWith(details.reason, "STORE_"); }

bool IsInside(absl::StatusCode code, const ErrorDetails& details) {
  return code == absl::StatusCode::kInternal || code == absl::StatusCode::kUnknown ||
         IsStores(details);
}

Error FailedInside(absl::StatusCode code, const std::string& reason) {
  switch (code) {
    case absl::StatusCode::kUnavailable:
      return Error(code, reason, "the server cannot reach its store now; try again shortly");
    case absl::StatusCode::kResourceExhausted:
      return Error(code, reason,
                   "the server has no room for this, on its disk or in its memory; tell who runs "
                   "it, then try again");
    case absl::StatusCode::kDataLoss:
      return Error(code, reason,
                   "the server's store is damaged; tell who runs it, to restore it from a backup");
    default:
      return Error(absl::StatusCode::kInternal, reason,
                   "the server failed at this; its log says why, tell who runs it");
  }
}

// `text`, or its beginning and "...", in at most `max` (>= 3) bytes; no letter is cut in two.
std::string Cut(absl::string_view text, size_t max) {
  if (text.size() <= max) return std::string(text);
  size_t end = max - 3;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return absl::StrCat(text.substr(0, end), "...");
}

// Takes the bytes of two texts, and of what their message adds, out of `room`; false if there are
// not as many.
bool Take(absl::string_view one, absl::string_view other, size_t& room) {
  constexpr size_t kAround = 10;
  const size_t bytes = one.size() + other.size() + kAround;
  if (bytes > room) return false;
  room -= bytes;
  return true;
}

}  // namespace

bool IsServersOwn(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnknown:
    case absl::StatusCode::kInternal:
    case absl::StatusCode::kDataLoss:
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kUnimplemented:
      return true;
    default:
      return IsStores(DetailsOf(status));
  }
}

absl::Status PublicError(const absl::Status& status) {
  if (status.ok()) return status;
  ErrorDetails details = DetailsOf(status);
  if (details.reason.empty()) details.reason = absl::StatusCodeToString(status.code());
  if (IsInside(status.code(), details)) return FailedInside(status.code(), details.reason);

  Error error(status.code(), details.reason, Cut(status.message(), kSentence));
  size_t room = kMetadata;
  for (const auto& [key, value] : details.metadata) {
    if (Take(key, value, room)) error.With(key, value);
  }
  room = kViolations;
  for (const FieldViolation& violation : details.violations) {
    const std::string description = Cut(violation.description, kSentence);
    if (Take(violation.field, description, room)) error.Field(violation.field, description);
  }
  return error;
}

}  // namespace entente::rpc
