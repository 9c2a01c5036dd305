#include "trade_service/load/matrix_area.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"

#include "common/geo/country.h"
#include "common/geo/name_table.h"
#include "common/geo/other_names.h"
#include "common/status/error.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "trade_service/core/own_area.h"
#include "trade_service/load/comtrade_area.h"

namespace entente::trade {
namespace {

using NameAndCode = std::pair<absl::string_view, absl::string_view>;

// The same countries under new codes. Source: ISO 3166-3 and, for Romania, ISO 3166 newsletter V-4.
constexpr std::array<NameAndCode, 3> kGivenUp = {{{"ROM", "ROU"}, {"TMP", "TLS"}, {"ZAR", "COD"}}};

// Where UNCTADstat's names are not those of ISO 3166. Source: UNCTADstat, classification of
// economies.
constexpr std::array<NameAndCode, 18> kUnctad = {{
    {"British Virgin Islands", "VGB"},
    {"China, Taiwan Province of", "TWN"},
    {"China, Taiwan Province", "TWN"},
    {"Congo", "COG"},
    {"Dem. Rep. of the Congo", "COD"},
    {"Iran, Islamic Republic", "IRN"},
    {"Korea, Dem. People's", "PRK"},
    {"Lao People's Dem. Rep.", "LAO"},
    {"Micronesia, Fed. Sts.", "FSM"},
    {"Northern Marianas", "MNP"},
    {"Saint Kitts and Nevis", "KNA"},
    {"Saint Pierre and Miquelon", "SPM"},
    {"Saint Vincent and Grenadines", "VCT"},
    {"Sao Tome and Pricipe", "STP"},  // misspelled so
    {"State of Palestine", "PSE"},
    {"Tanzania, United Republic", "TZA"},
    {"TFYR of Macedonia", "MKD"},
    {"Turks and Caicos", "TCA"},
}};

// A name without anything that gets lost where names are made into one word.
std::string OneWord(absl::string_view name) { return absl::StrReplaceAll(Fold(name), {{" ", ""}}); }

// The country of an English name in one word; "" where two have it.
const absl::flat_hash_map<std::string, std::string>& CountriesByWord() {
  static const auto& countries = *[] {
    auto* const table = new absl::flat_hash_map<std::string, std::string>;
    const auto add = [&](absl::string_view name, absl::string_view alpha3) {
      if (FindByAlpha3(alpha3) == nullptr) return;
      std::string& code = table->try_emplace(OneWord(name), alpha3).first->second;
      if (code != alpha3) code.clear();
    };
    const geo::NamesByRow& english = geo::NamesByLanguage().at("en");
    for (size_t row = 0; row < Countries().size(); ++row) {
      for (const absl::string_view name : absl::StrSplit(english[row], '|')) {
        add(name, Countries()[row].alpha3);
      }
    }
    for (const geo::OtherName& other : geo::OtherNames()) add(other.name, other.alpha3);
    for (const auto& [name, alpha3] : kUnctad) (*table)[OneWord(name)] = std::string(alpha3);
    return table;
  }();
  return countries;
}

// Whether a text can be an area's code of the kind that ISO 3166's alpha-3 codes are.
bool IsThreeCapitals(absl::string_view text) {
  return text.size() == 3 && std::all_of(text.begin(), text.end(), [](char c) {
           return absl::ascii_isupper(static_cast<unsigned char>(c)) ||
                  absl::ascii_isdigit(static_cast<unsigned char>(c));
         });
}

}  // namespace

absl::StatusOr<std::string> MatrixArea(absl::string_view text) {
  // Codes of Comtrade's and alpha-3 codes.
  absl::StatusOr<std::string> area = ComtradeArea(text);
  if (area.ok()) return area;
  for (const auto& [before, now] : kGivenUp) {
    if (text == before) return std::string(now);
  }
  if (const Country* country = FindCountry(text); country != nullptr) return country->alpha3;
  if (IsThreeCapitals(text)) return OwnArea(text);
  const auto& words = CountriesByWord();
  const auto known = words.find(OneWord(text));
  if (known != words.end() && !known->second.empty()) return known->second;
  return Error(absl::StatusCode::kInvalidArgument, "AREA_UNKNOWN",
               absl::StrCat(Quoted(text), " is neither a country that is known nor a code"));
}

}  // namespace entente::trade
