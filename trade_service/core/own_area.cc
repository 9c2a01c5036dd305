#include "trade_service/core/own_area.h"

#include <algorithm>
#include <iterator>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"

#include "trade_service/core/observation.h"

namespace entente::trade {
namespace {

// Codes of letters alone. None is of ISO 3166-1.
constexpr absl::string_view kOfLetters[] = {
    // Eurostat: groups, parts of countries, and what is not specified (Regulation (EU) 2020/1470).
    "EA", "EU", "QP", "QQ", "QR", "QS", "QU", "QV", "QW", "QX", "QY", "QZ", "XC", "XI", "XK", "XL",
    // IMF, Direction of Trade and International Trade in Goods.
    "AN", "CS", "CSH", "KOS", "SUH", "WBG", "YUC",
    // UN Comtrade as the World Bank and others code it: Belgium and Luxembourg, free zones,
    // bunkers, special categories, areas not specified.
    "BAT", "BLX", "BUN", "EUN", "FRE", "MNT", "OAS", "SPE", "UNS",
    // Countries of once that trade was counted with (ISO 3166-3).
    "ANT", "CSK", "DDR", "SCG", "SUN", "YMD", "YUG"};

}  // namespace

bool IsOwnArea(absl::string_view text) {
  bool mark = false;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    mark |= absl::ascii_isdigit(byte) || c == '_';
    if (!absl::ascii_isupper(byte) && !absl::ascii_isdigit(byte) && c != '_') return false;
  }
  return (mark && IsCode(text)) ||
         std::find(std::begin(kOfLetters), std::end(kOfLetters), text) != std::end(kOfLetters);
}

std::string OwnArea(absl::string_view code) {
  return IsOwnArea(code) ? std::string(code) : absl::StrCat(code, "_");
}

}  // namespace entente::trade
