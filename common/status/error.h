#ifndef ENTENTE_COMMON_STATUS_ERROR_H_
#define ENTENTE_COMMON_STATUS_ERROR_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace entente {

// A field of a request (or a place in a file) and what is wrong with it.
struct FieldViolation {
  std::string field;        // path in the request, e.g. "target.amount.decimal"
  std::string description;  // a sentence that says what to send instead
};

// Builds an absl::Status that a program can act on without reading the sentence: it carries
// google.rpc.ErrorInfo and, for bad fields, google.rpc.BadRequest as payloads. common/rpc sends
// them to the caller as google.rpc.Status details (AIP-193).
//
//   return Error(absl::StatusCode::kNotFound, "TARGET_NOT_FOUND", "no target 'x'; list them with
//   ...")
//       .With("target", name);
class Error {
 public:
  // `reason`: UPPER_SNAKE_CASE, stable, at most 63 characters. `sentence`: for people.
  Error(absl::StatusCode code, absl::string_view reason, absl::string_view sentence);

  // Adds a key and value to ErrorInfo.metadata.
  Error& With(absl::string_view key, absl::string_view value) &;
  Error&& With(absl::string_view key, absl::string_view value) &&;

  // Adds a violation to BadRequest.
  Error& Field(absl::string_view field, absl::string_view description) &;
  Error&& Field(absl::string_view field, absl::string_view description) &&;

  operator absl::Status() const;  // NOLINT(google-explicit-constructor): returned as a Status

 private:
  absl::StatusCode code_;
  std::string reason_;
  std::string sentence_;
  std::map<std::string, std::string> metadata_;
  std::vector<FieldViolation> violations_;
};

// INVALID_ARGUMENT for one field of a request; the sentence names the field first.
Error InvalidField(absl::string_view reason, absl::string_view field,
                   absl::string_view description);

// `status` with `prefix` and ": " put before its message; code and payloads stay.
absl::Status Prefix(const absl::Status& status, absl::string_view prefix);

// `status` as the error of the request's field `field`: the message names it, code and reason stay.
// The fields that BadRequest has are within `field` ("figures[3]" and "period" make
// "figures[3].period"); if it has none, it gains `field` itself.
absl::Status AtField(const absl::Status& status, absl::string_view field);

// What Error put in; a status of another origin has neither.
struct ErrorDetails {
  std::string reason;
  std::map<std::string, std::string> metadata;
  std::vector<FieldViolation> violations;
};
ErrorDetails DetailsOf(const absl::Status& status);

// The payloads of `status` as a serialized google.rpc.Status, as gRPC carries it in
// `grpc-status-details-bin`. A status without ErrorInfo gets one with the name of its code as
// reason, so that every error of a service has it.
std::string SerializeDetails(const absl::Status& status);

// The inverse, for a client: a status with the payloads found in `details`, which may be empty.
absl::Status WithDetails(absl::StatusCode code, absl::string_view message,
                         absl::string_view details);

}  // namespace entente

#endif  // ENTENTE_COMMON_STATUS_ERROR_H_
