#ifndef ENTENTE_TRADE_SERVICE_STORE_SQLITE_WRITER_H_
#define ENTENTE_TRADE_SERVICE_STORE_SQLITE_WRITER_H_

#include "absl/status/statusor.h"

#include "common/sql/database.h"
#include "trade_service/core/block.h"
#include "trade_service/core/release.h"

namespace entente::trade {

// Writes a release, of which only what differs from its predecessor, in the transaction that the
// database is in; what it changes. `predecessor` as Predecessor (chain.h) tells it, or null.
absl::StatusOr<ChangeCounts> WriteRelease(sql::Database& db, const Release& release,
                                          const BlockSource& blocks, const Release* predecessor);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_SQLITE_WRITER_H_
