#ifndef ENTENTE_TRADE_SERVICE_STORE_SQLITE_PRUNER_H_
#define ENTENTE_TRADE_SERVICE_STORE_SQLITE_PRUNER_H_

#include "absl/status/status.h"

#include "common/sql/database.h"
#include "trade_service/store/pruning.h"

namespace entente::trade {

// Deletes what `plan` says, with its totals, in the transaction that the database is in.
absl::Status DeletePruned(sql::Database& db, const PruningPlan& plan);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_SQLITE_PRUNER_H_
