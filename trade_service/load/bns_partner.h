#ifndef ENTENTE_TRADE_SERVICE_LOAD_BNS_PARTNER_H_
#define ENTENTE_TRADE_SERVICE_LOAD_BNS_PARTNER_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

namespace entente::trade {

// A partner as the tables of Kazakhstan's Bureau of National Statistics name it.
struct BnsPartner {
  std::string code;
  bool is_group = false;  // of countries, with a code of ours: "BNS_EAEU"; not the world
};

// The partner of that name, in Russian and in any spelling that common/text folds to a known one:
// the world ("Всего"), a group of countries ("Страны СНГ") or a country. Nothing if it is none of
// them; it is never guessed.
std::optional<BnsPartner> FindBnsPartner(absl::string_view name);

// Whether a code is that of a group.
bool IsBnsGroup(absl::string_view code);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_BNS_PARTNER_H_
