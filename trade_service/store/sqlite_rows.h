#ifndef ENTENTE_TRADE_SERVICE_STORE_SQLITE_ROWS_H_
#define ENTENTE_TRADE_SERVICE_STORE_SQLITE_ROWS_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"

#include "common/sql/database.h"
#include "trade_service/store/store.h"

// Rows of the SQLite store's tables `block` and `total`.
namespace entente::trade {

// Binds the columns reporter, partner, flow, period and chain. The key must outlive the step.
void BindPosition(sql::Statement& statement, int first, const BlockKey& key, int64_t chain);

// Selects what ReadState reads, in the order of Store::ScanBlocks. `query` and `after` must outlive
// the statement.
absl::StatusOr<sql::Statement> SelectBlocks(sql::Database& db, const BlockQuery& query,
                                            const std::optional<BlockPosition>& after);
// A row of reporter, partner, flow, period, chain, release, rows and id.
absl::StatusOr<BlockState> ReadState(const sql::Statement& row);

// Selects the period and the chain of Store::ScanPeriods. `query` must outlive the statement.
absl::StatusOr<sql::Statement> SelectPeriods(sql::Database& db, const BlockQuery& query);

// The values of a block; absent if it has been pruned.
absl::StatusOr<std::optional<BlockBytes>> ReadBytes(sql::Database& db, const BlockState& state);

// Selects kTotalColumns, in the order of Store::ScanTotals. `query` must outlive the statement.
absl::StatusOr<sql::Statement> SelectTotals(sql::Database& db, const BlockQuery& query);
inline constexpr char kTotalColumns[] =
    "reporter, partner, flow, period, chain, release, value, valuation, flags, fob_value, "
    "net_weight_kg, quantity, quantity_unit, locator";

// A row of kTotalColumns.
absl::StatusOr<TotalState> ReadTotal(const sql::Statement& row);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_SQLITE_ROWS_H_
