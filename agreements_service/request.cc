#include "agreements_service/request.h"

#include "absl/strings/str_cat.h"

#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"

namespace entente::agreements {

absl::StatusOr<std::vector<std::string>> CheckParties(
    const google::protobuf::RepeatedPtrField<std::string>& countries) {
  if (countries.size() > 2) {
    return InvalidField("COUNTRIES_TOO_MANY", "countries", "name at most two countries");
  }
  std::vector<std::string> codes;
  for (int i = 0; i < countries.size(); ++i) {
    ASSIGN_OR_RETURN(codes.emplace_back(),
                     CheckCountry(countries[i], absl::StrCat("countries[", i, "]")));
  }
  return codes;
}

}  // namespace entente::agreements
