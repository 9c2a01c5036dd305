#ifndef ENTENTE_TRADE_SERVICE_LOAD_NOTHING_TO_KEEP_H_
#define ENTENTE_TRADE_SERVICE_LOAD_NOTHING_TO_KEEP_H_

#include "absl/status/status.h"

#include "common/provenance/import_report.h"

namespace entente::trade {

// The error of a file of which nothing was kept: INVALID_ARGUMENT (NOTHING_TO_KEEP), which tells
// the first row that was rejected or what else was met first, and what to do.
absl::Status NothingToKeep(const ImportReport& report);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_LOAD_NOTHING_TO_KEEP_H_
