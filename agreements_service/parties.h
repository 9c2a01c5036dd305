#ifndef ENTENTE_AGREEMENTS_SERVICE_PARTIES_H_
#define ENTENTE_AGREEMENTS_SERVICE_PARTIES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_ptr_field.h"

namespace entente::agreements {

// At most two countries, in any form, of the request's field `countries`: their alpha-3 codes.
absl::StatusOr<std::vector<std::string>> CheckParties(
    const google::protobuf::RepeatedPtrField<std::string>& countries);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_PARTIES_H_
