#include "trade_service/load/bns_partner.h"

#include <algorithm>
#include <iterator>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"

#include "common/geo/country.h"
#include "common/text/fold.h"
#include "trade_service/core/observation.h"

namespace entente::trade {
namespace {

struct Name {
  absl::string_view name;
  absl::string_view code;
  bool is_group = false;
};

constexpr Name kNames[] = {
    {"Всего", kWorld},
    {"Мир", kWorld},

    // The codes are ours, and no country's: Cuba is CU. A group holds the countries below it up to
    // the next one of its kind.
    {"Страны СНГ", "BNS_CIS", true},
    {"Страны ЕАЭС", "BNS_EAEU", true},
    {"Страны Таможенного союза", "BNS_CU", true},
    {"Страны вне ЕАЭС", "BNS_CIS_NON_EAEU", true},
    {"Остальные страны мира", "BNS_NON_CIS", true},
    {"Страны вне СНГ", "BNS_NON_CIS", true},
    {"Европа", "BNS_EUROPE", true},
    {"Страны ЕС", "BNS_EU", true},
    {"Страны вне ЕС", "BNS_EUROPE_NON_EU", true},
    {"Азия", "BNS_ASIA", true},
    {"Америка", "BNS_AMERICA", true},
    {"Африка", "BNS_AFRICA", true},
    {"Австралия и Океания", "BNS_OCEANIA", true},

    // Countries as iso-codes does not spell them.
    {"Американское Самоа", "ASM"},
    {"Ангилья (Брит.)", "AIA"},
    {"Британская Территория в Индийском Океане", "IOT"},
    {"Виргинские Острова (Брит.)", "VGB"},
    {"Гибралтар (Брит.)", "GIB"},
    {"Гуам (США)", "GUM"},
    {"Ирак, Республика Ирак", "IRQ"},
    {"Каймановы Острова (Брит.)", "CYM"},
    {"Коморские Острова", "COM"},
    {"Конго", "COG"},  // the other one stands beside it under its full name
    {"Македония", "MKD"},
    {"Острова Теркс и Кайкос", "TCA"},
    {"Питкерн", "PCN"},
    {"Республика Латвия", "LVA"},
    {"Свазиленд", "SWZ"},
    {"Северные Марианские Острова", "MNP"},
    {"Сен-Бартелеми", "BLM"},
    {"Тайвань (Китай)", "TWN"},
    {"Фолклендские Острова (Мальвинские)", "FLK"},
    {"Черногория (Монтенегро)", "MNE"},
    {"Южн.Джорджия и Южн.Сандвич.Острова", "SGS"},
};

using Index = absl::flat_hash_map<std::string, const Name*>;

Index FoldNames() {
  Index index;
  for (const Name& name : kNames) index.emplace(Fold(name.name), &name);
  return index;
}

}  // namespace

std::optional<BnsPartner> FindBnsPartner(absl::string_view name) {
  static const Index& index = *new Index(FoldNames());
  if (const auto found = index.find(Fold(name)); found != index.end()) {
    return BnsPartner{std::string(found->second->code), found->second->is_group};
  }
  const Country* country = FindCountry(name);
  if (country == nullptr) return std::nullopt;
  return BnsPartner{country->alpha3, false};
}

bool IsBnsGroup(absl::string_view code) {
  return std::any_of(std::begin(kNames), std::end(kNames),
                     [&](const Name& name) { return name.is_group && name.code == code; });
}

}  // namespace entente::trade
