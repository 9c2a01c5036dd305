#ifndef ENTENTE_TRADE_SERVICE_LOAD_BACI_NAME_H_
#define ENTENTE_TRADE_SERVICE_LOAD_BACI_NAME_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

#include "common/time/partial_date.h"

namespace entente::trade {

// What the name of a file of CEPII's BACI says.
struct BaciName {
  std::string dataset;         // the name without version and ending
  std::string classification;  // "H0"
  PartialDate published;       // the version: absent if the name has none

  friend bool operator==(const BaciName&, const BaciName&) = default;
};

// Reads `BACI_HS92_Y2021_V202301` with anything behind it. Nothing if the name is another one, or
// the revision of the Harmonized System is not known.
std::optional<BaciName> ParseBaciName(absl::string_view file_name);

// The same of the name of a list of commodities: `product_codes_HS92_V202301`.
std::optional<BaciName> ParseBaciTitlesName(absl::string_view file_name);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_BACI_NAME_H_
