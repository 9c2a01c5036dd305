#include "trade_service/load/area_code.h"

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"

#include "common/geo/country.h"
#include "common/status/error.h"
#include "common/text/utf8.h"
#include "trade_service/core/observation.h"
#include "trade_service/core/own_area.h"

namespace entente::trade {
namespace {

using Codes = absl::flat_hash_map<absl::string_view, absl::string_view>;

Codes ReadCodes() {
  Codes codes;
  for (const Country& country : Countries()) codes.emplace(country.alpha2, country.alpha3);
  return codes;
}

}  // namespace

std::string Alpha3Of(absl::string_view alpha2) {
  static const Codes& codes = *new Codes(ReadCodes());
  const auto found = codes.find(alpha2);
  return found == codes.end() ? "" : std::string(found->second);
}

absl::StatusOr<std::string> OwnAreaCode(absl::string_view code) {
  if (FindByAlpha3(code) != nullptr) return std::string(code);
  if (!code.empty() && IsCode(code)) return OwnArea(code);
  return Error(absl::StatusCode::kInvalidArgument, "AREA_INVALID",
               absl::StrCat(Quoted(code), " is no code of an area"));
}

}  // namespace entente::trade
