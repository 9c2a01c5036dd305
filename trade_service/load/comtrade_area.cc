#include "trade_service/load/comtrade_area.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "common/geo/country.h"
#include "common/status/error.h"
#include "common/text/utf8.h"
#include "trade_service/core/observation.h"

namespace entente::trade {
namespace {

// Where Comtrade's numbers differ from M49: they include a territory, or stand for one.
// Source: UN Comtrade, reporter and partner areas (Reporters.json, partnerAreas.json).
constexpr std::array<std::pair<int, const char*>, 6> kOwnNumbers = {{
    {842, "USA"},
    {251, "FRA"},
    {757, "CHE"},
    {579, "NOR"},
    {699, "IND"},
    {490, "TWN"},
}};

}  // namespace

absl::StatusOr<std::string> ComtradeArea(absl::string_view code) {
  int number = 0;
  if (!absl::SimpleAtoi(code, &number) || number < 0) {
    if (code == kWorld || code == "WLD" || code == "World") return std::string(kWorld);
    if (FindByAlpha3(code) != nullptr) return std::string(code);
    return Error(absl::StatusCode::kInvalidArgument, "AREA_INVALID",
                 absl::StrCat(Quoted(code), " is not a number of a Comtrade area"));
  }
  if (number == 0) return std::string(kWorld);
  const auto own = std::find_if(kOwnNumbers.begin(), kOwnNumbers.end(),
                                [&](const auto& entry) { return entry.first == number; });
  if (own != kOwnNumbers.end()) return std::string(own->second);
  if (const Country* country = FindByNumeric(number)) return country->alpha3;
  return absl::StrCat(number);
}

}  // namespace entente::trade
