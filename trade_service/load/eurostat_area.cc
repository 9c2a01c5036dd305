#include "trade_service/load/eurostat_area.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/strip.h"

#include "common/geo/country.h"
#include "common/status/error.h"
#include "common/text/utf8.h"
#include "trade_service/core/observation.h"
#include "trade_service/load/area_code.h"

namespace entente::trade {
namespace {

using Names = std::pair<absl::string_view, absl::string_view>;

// Where Eurostat's codes differ from ISO 3166-1.
constexpr std::array<Names, 4> kOwnCodes = {{
    {"EL", "GRC"},
    {"UK", "GBR"},
    {"XS", "SRB"},
    {"WORLD", kWorld},
}};

// How the labels of groups begin, before the list of members in brackets, and their codes. A group
// whose members changed with time lists them with dates; one that is fixed says how many they are.
constexpr std::array<Names, 8> kGroups = {{
    {"World", kWorld},
    {"European Union", "EU"},
    {"European Union - 27 countries", "EU27_2020"},
    {"European Union - 28 countries", "EU28"},
    {"Euro area", "EA"},
    {"Euro area - 19 countries", "EA19"},
    {"Euro area - 20 countries", "EA20"},
    {"Euro area - 21 countries", "EA21"},
}};

template <size_t N>
absl::string_view Find(const std::array<Names, N>& table, absl::string_view key) {
  const auto found =
      std::find_if(table.begin(), table.end(), [&](const Names& one) { return one.first == key; });
  return found == table.end() ? absl::string_view() : found->second;
}

// The alpha-3 code of the country of that name; empty if it is none, or more than one.
std::string CountryNamed(absl::string_view name) {
  const Country* country = FindCountry(name);
  return country != nullptr ? country->alpha3 : "";
}

}  // namespace

absl::StatusOr<std::string> EurostatArea(absl::string_view code) {
  if (const absl::string_view own = Find(kOwnCodes, code); !own.empty()) return std::string(own);
  std::string country = Alpha3Of(code);
  if (!country.empty()) return country;
  return OwnAreaCode(code);
}

absl::StatusOr<std::string> EurostatAreaNamed(absl::string_view name) {
  const size_t bracket = name.find('(');
  const absl::string_view plain = absl::StripAsciiWhitespace(name.substr(0, bracket));
  if (const absl::string_view group = Find(kGroups, plain); !group.empty()) {
    return std::string(group);
  }
  std::string country = CountryNamed(name);
  if (country.empty() && bracket != absl::string_view::npos) {
    absl::string_view inside = absl::StripSuffix(name.substr(bracket + 1), ")");
    country = CountryNamed(plain);
    if (!absl::StartsWith(inside, "incl.") && CountryNamed(inside) != country) country.clear();
  }
  if (!country.empty()) return country;
  return Error(absl::StatusCode::kInvalidArgument, "AREA_INVALID",
               absl::StrCat(Quoted(name), " is neither a country nor a group that is known"));
}

bool IsEurostatGroup(absl::string_view area) {
  return area == "EU" || area == "EA" || (area.size() > 2 && FindByAlpha3(area) == nullptr);
}

}  // namespace entente::trade
