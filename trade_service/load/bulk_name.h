#ifndef ENTENTE_TRADE_SERVICE_LOAD_BULK_NAME_H_
#define ENTENTE_TRADE_SERVICE_LOAD_BULK_NAME_H_

#include <optional>
#include <string>

#include "absl/strings/string_view.h"

#include "common/time/partial_date.h"

namespace entente::trade {

// What the name of a file of UN Comtrade's bulk download says.
struct BulkName {
  std::string dataset;    // what is published again under the same name
  PartialDate published;  // the vintage

  friend bool operator==(const BulkName&, const BulkName&) = default;
};

// Reads `COMTRADE-FINAL-CA{reporter}{year}{class}[{date}]` with any ending. Nothing if the name is
// another one.
std::optional<BulkName> ParseBulkName(absl::string_view file_name);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_BULK_NAME_H_
