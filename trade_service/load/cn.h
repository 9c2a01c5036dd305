#ifndef ENTENTE_TRADE_SERVICE_LOAD_CN_H_
#define ENTENTE_TRADE_SERVICE_LOAD_CN_H_

#include <string>

#include "absl/strings/string_view.h"

namespace entente::trade {

// The classification that a product code of Eurostat's Combined Nomenclature is of in a year: its
// chapters, headings and subheadings (2, 4, 6 digits) are those of the revision of the Harmonized
// System that the European Union applies in that year ("H6" from 2022), all others are its own
// ("CN8"). Empty for TOTAL.
std::string CombinedNomenclature(absl::string_view product, int year);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_CN_H_
