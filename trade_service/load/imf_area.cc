#include "trade_service/load/imf_area.h"

#include "common/geo/country.h"
#include "trade_service/core/observation.h"
#include "trade_service/load/area_code.h"

namespace entente::trade {

absl::StatusOr<std::string> ImfDotArea(absl::string_view code) {
  std::string country = Alpha3Of(code);
  if (!country.empty()) return country;
  return OwnAreaCode(code);
}

absl::StatusOr<std::string> ImfImtsArea(absl::string_view code) {
  if (code == "G001") return std::string(kWorld);
  return OwnAreaCode(code);
}

bool IsImfGroup(absl::string_view area) { return FindByAlpha3(area) == nullptr; }

}  // namespace entente::trade
