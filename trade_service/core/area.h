#ifndef ENTENTE_TRADE_SERVICE_CORE_AREA_H_
#define ENTENTE_TRADE_SERVICE_CORE_AREA_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

#include "common/geo/name_table.h"
#include "common/time/partial_date.h"

namespace entente::trade {

// What an area is. Numbered as in the contract; that of a ranking's home is no kind of its own.
enum class AreaKind { kCountry = 1, kSpecial = 2, kFormer = 4, kGroup = 5 };

// An area that trade is reported by or with: a country of ISO 3166-1, or another area that UN
// Comtrade has a number for.
struct Area {
  std::string code;  // alpha-3 of a country, Comtrade's number of another area, kWorld
  std::string name;  // in English
  AreaKind kind = AreaKind::kCountry;
  std::string alpha3;                     // of ISO 3166-1 or 3166-3; empty if it has none
  int m49 = 0;                            // of a country
  std::vector<int> comtrade_numbers;      // that of today first
  PartialDate valid_from;                 // of Comtrade's entry; absent: from the beginning
  PartialDate valid_until;                // absent: in use
  std::vector<std::string> predecessors;  // codes, in order
  std::vector<std::string> successors;    // codes, in order
};

// All of them, in order of code.
const std::vector<Area>& KnownAreas();

// The one with this code; null if it is none that is known.
const Area* FindArea(absl::string_view code);

// The area that UN Comtrade means by a number; null if it is none that is known. Comtrade's numbers
// are M49's but for a few (842 is the United States, which includes Puerto Rico there), 490 'Other
// Asia, nes' stands for Taiwan, and expired areas are not their successors: 280, the former Federal
// Republic of Germany, has the alpha-3 code of 276 in Comtrade's own lists.
const Area* FindByComtradeNumber(int number);

// Whether the trade with an area is a part of the trade with the world. What a special area stands
// for is nobody else's trade, but a group's is its members' too, and of a code that is not known
// nobody can tell.
bool IsPartOfWorld(absl::string_view code);

// The name that iso-codes has for an area in the language of `names`; empty if it has none there,
// or none of the area: of two areas with one code of ISO 3166-3, the name is the later one's.
absl::string_view TranslatedName(const Area& area, const geo::NamesByRow& names);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_AREA_H_
