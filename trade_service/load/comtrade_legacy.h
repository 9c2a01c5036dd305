#ifndef ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_LEGACY_H_
#define ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_LEGACY_H_

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/load/file.h"

namespace entente::trade {

// Whether a line is the header of a file of UN Comtrade before 2023.
bool IsLegacyHeader(absl::string_view line);

// Whether a line begins what UN Comtrade before 2023 answered instead of data.
bool IsLegacyMessage(absl::string_view line);

// Reads a file of UN Comtrade before 2023: the 35 columns of its API or the 12 of a short export,
// under the names that were published (`Trade Value (US$)`), or as R makes them
// (`Trade.Value..US..`, `trade_value_usd`). Flows 1 to 4 are M, X, RX and RM; blank details are
// totals. Nothing says how values are valued. What its rows become: ComtradeRelease.
absl::StatusOr<LoadedFile> LoadComtradeLegacy(const File& file);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_COMTRADE_LEGACY_H_
