#ifndef ENTENTE_TRADE_SERVICE_CORE_COMMODITY_TITLE_H_
#define ENTENTE_TRADE_SERVICE_CORE_COMMODITY_TITLE_H_

#include <string>

#include "absl/strings/string_view.h"

#include "common/provenance/evidence.h"

namespace entente::trade {

// What a classification calls one of its commodities.
struct CommodityTitle {
  std::string name;    // "classifications/H5/commodities/270900"
  std::string title;   // in English
  std::string parent;  // code of what it is part of; empty at the top
  Evidence evidence;

  friend bool operator==(const CommodityTitle&, const CommodityTitle&) = default;
};

// The name of a commodity's title.
std::string TitleName(absl::string_view classification, absl::string_view code);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_COMMODITY_TITLE_H_
