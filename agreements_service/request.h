#ifndef ENTENTE_AGREEMENTS_SERVICE_REQUEST_H_
#define ENTENTE_AGREEMENTS_SERVICE_REQUEST_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/civil_time.h"
#include "google/protobuf/repeated_ptr_field.h"

#include "common/api/convert.h"
#include "common/status/error.h"

// Checks that the requests of several methods have in common. Every error is INVALID_ARGUMENT and
// names the field.
namespace entente::agreements {

// Alpha-3 codes of at most two countries, in any form; the field is `countries`.
// COUNTRIES_TOO_MANY.
absl::StatusOr<std::vector<std::string>> CheckParties(
    const google::protobuf::RepeatedPtrField<std::string>& countries);

// The day that a request must have. DAY_MISSING.
template <typename Request>
absl::StatusOr<absl::CivilDay> CheckDay(const Request& request) {
  if (!request.has_day()) return InvalidField("DAY_MISSING", "day", "say for which day");
  return entente::FromProto(request.day(), "day");
}

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_REQUEST_H_
