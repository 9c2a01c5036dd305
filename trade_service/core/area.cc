#include "trade_service/core/area.h"

#include <algorithm>
#include <map>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"

#include "common/geo/country.h"
#include "trade_service/core/observation.h"

namespace entente::trade {
namespace {

// UN Comtrade's numbers, names and years: its lists of reporters and partners (Reporters.json,
// partnerAreas.json). Codes of ISO 3166-3: iso-codes. Lists of codes are separated by blanks, dates
// are EDTF.

// A country that has another number than M49's today: it includes a territory, or is called
// something else.
struct OwnNumber {
  const char* alpha3;
  int number;
};
constexpr OwnNumber kOwnNumbers[] = {
    {"USA", 842}, {"FRA", 251}, {"CHE", 757}, {"NOR", 579}, {"IND", 699}, {"TWN", 490},
};

// A country whose entry has not always been there, or is there no more.
struct CountryYears {
  const char* alpha3;
  const char* from;
  const char* until = "";
  const char* successors = "";
};
constexpr CountryYears kCountryYears[] = {
    {"ABW", "1988"},
    {"AIA", "1981"},
    {"ARM", "1992"},
    {"AZE", "1992"},
    {"BEL", "1999"},
    {"BES", "2010"},
    {"BGD", "1972"},
    {"BIH", "1992"},
    {"BLM", "2013"},
    {"BLR", "1992"},
    {"BWA", "2000"},
    {"CUW", "2010"},
    {"CZE", "1993"},
    {"DEU", "1991"},
    {"ERI", "1993"},
    {"EST", "1992"},
    {"ETH", "1993"},
    {"FSM", "1992"},
    {"GEO", "1992"},
    {"HRV", "1992"},
    {"KAZ", "1992"},
    {"KGZ", "1992"},
    {"KNA", "1981"},
    {"LSO", "2000"},
    {"LTU", "1992"},
    {"LUX", "1999"},
    {"LVA", "1992"},
    {"MDA", "1992"},
    {"MHL", "1992"},
    {"MKD", "1993"},
    {"MNE", "2006"},
    {"MNP", "1992"},
    {"MWI", "1965"},
    {"MYS", "1964"},
    {"NAM", "2000"},
    {"PAK", "1972"},
    {"PAN", "1978"},
    {"PLW", "1992"},
    {"PSE", "2000"},
    {"RUS", "1992"},
    {"SDN", "2011"},
    {"SRB", "2006"},
    {"SSD", "2011"},
    {"SVK", "1993"},
    {"SVN", "1992"},
    {"SWZ", "2000"},
    {"SXM", "2010"},
    {"TJK", "1992"},
    {"TKM", "1992"},
    {"TLS", "2002"},
    {"TZA", "1965"},
    {"UKR", "1992"},
    {"UZB", "1992"},
    {"VNM", "1975"},
    {"YEM", "1991"},
    {"ZAF", "2000"},
    {"ZMB", "1965"},
    {"ZWE", "1965"},
    // Countries of ISO 3166-1 that Comtrade counts as part of another one since.
    {"GLP", "", "1996", "FRA"},
    {"GUF", "", "1996", "FRA"},
    {"MYT", "", "2013", "FRA"},
    {"REU", "", "1996", "FRA"},
    {"VIR", "", "1980", "USA"},
};

// What is no country of ISO 3166-1.
struct Other {
  int number;
  const char* name;
  AreaKind kind;
  const char* alpha3 = "";
  const char* from = "";
  const char* until = "";
  const char* successors = "";
};
constexpr Other kOthers[] = {
    {0, "World", AreaKind::kGroup, "", "1901"},
    {97, "European Union", AreaKind::kGroup},
    {975, "ASEAN", AreaKind::kGroup, "", "1967"},

    {58, "Belgium-Luxembourg", AreaKind::kFormer, "", "", "1998", "BEL LUX"},
    {200, "Czechoslovakia", AreaKind::kFormer, "CSK", "", "1992", "CZE SVK"},
    {230, "Ethiopia with Eritrea", AreaKind::kFormer, "", "1976", "1992", "ERI ETH"},
    {278, "German Democratic Republic", AreaKind::kFormer, "DDR", "", "1990", "DEU"},
    {280, "Federal Republic of Germany until 1990", AreaKind::kFormer, "", "", "1990", "DEU"},
    {457, "Sarawak", AreaKind::kFormer, "", "", "1963", "MYS"},
    {459, "Peninsula Malaysia", AreaKind::kFormer, "", "", "1963", "MYS"},
    {461, "Sabah", AreaKind::kFormer, "", "", "1963", "MYS"},
    {530, "Netherlands Antilles", AreaKind::kFormer, "ANT", "1986", "2010-10", "BES CUW SXM"},
    {532, "Netherlands Antilles and Aruba", AreaKind::kFormer, "ANT", "", "1985", "530 ABW"},
    {582, "Pacific Islands, trust territory", AreaKind::kFormer, "PCI", "1964", "1991",
     "FSM MHL MNP PLW"},
    {588, "East and West Pakistan", AreaKind::kFormer, "", "", "1971", "BGD PAK"},
    {590, "Panama without the Canal Zone", AreaKind::kFormer, "", "", "1977", "PAN"},
    {592, "Panama Canal Zone", AreaKind::kFormer, "PCZ", "", "1977", "PAN"},
    {647, "Ryukyu Islands", AreaKind::kFormer, "", "", "1972", "JPN"},
    {658, "Saint Kitts, Nevis and Anguilla", AreaKind::kFormer, "", "", "1980", "AIA KNA"},
    {698, "Sikkim", AreaKind::kFormer, "SKM", "", "1974", "IND"},
    {711, "Southern African Customs Union", AreaKind::kFormer, "", "", "1999",
     "BWA LSO NAM SWZ ZAF"},
    {717, "Rhodesia and Nyasaland", AreaKind::kFormer, "", "", "1964", "MWI ZMB ZWE"},
    {720, "Democratic Yemen", AreaKind::kFormer, "YMD", "", "1990", "YEM"},
    {736, "Sudan until 2011", AreaKind::kFormer, "", "", "2011-06", "SDN SSD"},
    {810, "USSR", AreaKind::kFormer, "SUN", "", "1990",
     "ARM AZE BLR EST GEO KAZ KGZ LTU LVA MDA RUS TJK TKM UKR UZB"},
    {835, "Tanganyika", AreaKind::kFormer, "", "", "1964", "TZA"},
    {836, "Zanzibar and Pemba Island", AreaKind::kFormer, "", "", "1964", "TZA"},
    {841, "USA and Puerto Rico until 1980", AreaKind::kFormer, "", "", "1980", "USA"},
    {866, "Democratic Republic of Viet-Nam", AreaKind::kFormer, "VDR", "", "1974", "VNM"},
    {868, "Republic of Viet-Nam", AreaKind::kFormer, "", "", "1974", "VNM"},
    {886, "Arab Republic of Yemen", AreaKind::kFormer, "", "", "1990", "YEM"},
    {890, "Yugoslavia until 1991", AreaKind::kFormer, "YUG", "", "1991", "891 BIH HRV MKD SVN"},
    {891, "Serbia and Montenegro", AreaKind::kFormer, "SCG", "1992", "2006-05", "MNE SRB"},

    {80, "British Antarctic Territory", AreaKind::kSpecial, "ATB"},
    {129, "Caribbean, not elsewhere specified", AreaKind::kSpecial},
    {221, "Eastern Europe, not elsewhere specified", AreaKind::kSpecial},
    {290, "Northern Africa, not elsewhere specified", AreaKind::kSpecial},
    {412, "Kosovo", AreaKind::kSpecial},
    {471, "CACM, not elsewhere specified", AreaKind::kSpecial},
    {472, "Africa CAMEU region, not elsewhere specified", AreaKind::kSpecial},
    {473, "LAIA, not elsewhere specified", AreaKind::kSpecial},
    {488, "Midway Islands", AreaKind::kSpecial, "MID"},
    {527, "Oceania, not elsewhere specified", AreaKind::kSpecial},
    {536, "Neutral Zone", AreaKind::kSpecial, "NTZ"},
    {568, "Other Europe, not elsewhere specified", AreaKind::kSpecial},
    {577, "Other Africa, not elsewhere specified", AreaKind::kSpecial},
    {636, "Rest of America, not elsewhere specified", AreaKind::kSpecial},
    {637, "North and Central America, not elsewhere specified", AreaKind::kSpecial},
    {697, "Europe EFTA, not elsewhere specified", AreaKind::kSpecial},
    {830, "Channel Islands", AreaKind::kSpecial},
    {837, "Bunkers", AreaKind::kSpecial},
    {838, "Free zones", AreaKind::kSpecial},
    {839, "Special categories", AreaKind::kSpecial},
    {849, "US Miscellaneous Pacific Islands", AreaKind::kSpecial, "PUS"},
    {872, "Wake Island", AreaKind::kSpecial, "WAK"},
    {879, "Western Asia, not elsewhere specified", AreaKind::kSpecial},
    {899, "Areas, not elsewhere specified", AreaKind::kSpecial},
};

PartialDate Date(const char* edtf) { return PartialDate::Parse(edtf).value(); }

std::vector<std::string> Codes(const char* list) {
  return absl::StrSplit(list, ' ', absl::SkipEmpty());
}

std::vector<Area> MakeAreas() {
  std::map<std::string, Area> areas;  // by code
  for (const Country& country : Countries()) {
    areas[country.alpha3] = {.code = country.alpha3,
                             .name = country.name,
                             .alpha3 = country.alpha3,
                             .m49 = country.m49,
                             .comtrade_numbers = {country.m49},
                             .valid_from = {},
                             .valid_until = {},
                             .predecessors = {},
                             .successors = {}};
  }
  for (const OwnNumber& own : kOwnNumbers) {
    auto& numbers = areas.at(own.alpha3).comtrade_numbers;
    numbers.insert(numbers.begin(), own.number);
  }
  for (const CountryYears& years : kCountryYears) {
    Area& area = areas.at(years.alpha3);
    area.valid_from = Date(years.from);
    area.valid_until = Date(years.until);
    area.successors = Codes(years.successors);
  }
  for (const Other& other : kOthers) {
    const std::string code = other.number == 0 ? kWorld : absl::StrCat(other.number);
    areas[code] = {.code = code,
                   .name = other.name,
                   .kind = other.kind,
                   .alpha3 = other.alpha3,
                   .m49 = 0,
                   .comtrade_numbers = {other.number},
                   .valid_from = Date(other.from),
                   .valid_until = Date(other.until),
                   .predecessors = {},
                   .successors = Codes(other.successors)};
  }
  for (const auto& [code, area] : areas) {
    for (const std::string& successor : area.successors) {
      areas.at(successor).predecessors.push_back(code);
    }
  }
  std::vector<Area> all;
  all.reserve(areas.size());
  for (auto& [code, area] : areas) all.push_back(std::move(area));
  return all;
}

using ByNumber = absl::flat_hash_map<int, const Area*>;

ByNumber IndexNumbers() {
  ByNumber index;
  for (const Area& area : KnownAreas()) {
    for (const int number : area.comtrade_numbers) index.emplace(number, &area);
  }
  return index;
}

}  // namespace

const std::vector<Area>& KnownAreas() {
  static const auto& areas = *new std::vector<Area>(MakeAreas());
  return areas;
}

const Area* FindArea(absl::string_view code) {
  const std::vector<Area>& areas = KnownAreas();
  const auto found = std::lower_bound(
      areas.begin(), areas.end(), code,
      [](const Area& area, absl::string_view sought) { return area.code < sought; });
  return found == areas.end() || found->code != code ? nullptr : &*found;
}

const Area* FindByComtradeNumber(int number) {
  static const auto& index = *new ByNumber(IndexNumbers());
  const auto found = index.find(number);
  return found == index.end() ? nullptr : found->second;
}

bool IsPartOfWorld(absl::string_view code) {
  const Area* const area = FindArea(code);
  return area != nullptr && area->kind != AreaKind::kGroup;
}

absl::string_view TranslatedName(const Area& area, const geo::NamesByRow& names) {
  const int row = geo::RowOf(area.alpha3);
  const bool is_earlier =
      std::any_of(KnownAreas().begin(), KnownAreas().end(), [&](const Area& other) {
        return other.alpha3 == area.alpha3 &&
               std::count(area.successors.begin(), area.successors.end(), other.code) > 0;
      });
  if (row < 0 || is_earlier) return "";
  return geo::UsualName(names[static_cast<size_t>(row)]);
}

}  // namespace entente::trade
