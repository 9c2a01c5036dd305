#include "client/advice.h"

#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"

#include "common/geo/country.h"
#include "common/status/error.h"

namespace entente::client {
namespace {

// "KAZ (Kazakhstan) or KGZ (Kyrgyzstan)".
std::string NamedCountries(absl::string_view codes) {
  std::vector<std::string> countries;
  for (const absl::string_view code : absl::StrSplit(codes, ',')) {
    countries.push_back(absl::StrCat(code, " (", CountryName(code, "en"), ")"));
  }
  return absl::StrJoin(countries, " or ");
}

}  // namespace

std::string Advice(const absl::Status& status) {
  const ErrorDetails details = DetailsOf(status);
  if (const auto suggestions = details.metadata.find("suggestions");
      suggestions != details.metadata.end() && !suggestions->second.empty()) {
    return absl::StrCat("Did you mean ", NamedCountries(suggestions->second), "?");
  }
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
