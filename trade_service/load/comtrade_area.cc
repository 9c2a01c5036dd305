#include "trade_service/load/comtrade_area.h"

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "common/geo/country.h"
#include "common/status/error.h"
#include "common/text/utf8.h"
#include "trade_service/core/area.h"
#include "trade_service/core/observation.h"

namespace entente::trade {
absl::StatusOr<std::string> ComtradeArea(absl::string_view code) {
  int number = 0;
  if (!absl::SimpleAtoi(code, &number) || number < 0) {
    if (code == kWorld || code == "WLD" || code == "World") return std::string(kWorld);
    if (FindByAlpha3(code) != nullptr) return std::string(code);
    return Error(absl::StatusCode::kInvalidArgument, "AREA_INVALID",
                 absl::StrCat(Quoted(code), " is not a number of a Comtrade area"));
  }
  const Area* const area = FindByComtradeNumber(number);
  return area != nullptr ? area->code : absl::StrCat(number);
}

}  // namespace entente::trade
