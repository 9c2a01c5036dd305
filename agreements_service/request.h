#ifndef ENTENTE_AGREEMENTS_SERVICE_REQUEST_H_
#define ENTENTE_AGREEMENTS_SERVICE_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_ptr_field.h"

// Checks that requests of this service have in common. Errors are INVALID_ARGUMENT and name the
// field.
namespace entente::agreements {

// The field `countries`: at most two, in any form; their codes.
absl::StatusOr<std::vector<std::string>> CheckParties(
    const google::protobuf::RepeatedPtrField<std::string>& countries);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_REQUEST_H_
