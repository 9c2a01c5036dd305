#ifndef ENTENTE_TRADE_SERVICE_STORE_SQLITE_WORLDS_H_
#define ENTENTE_TRADE_SERVICE_STORE_SQLITE_WORLDS_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/sql/database.h"
#include "trade_service/store/listed_world.h"
#include "trade_service/store/store.h"

// Rows of the SQLite store's table `world`.
namespace entente::trade {

// Adds what a release lists of the world.
absl::Status AddWorlds(sql::Database& db, int64_t release, const std::vector<ListedWorld>& worlds);

// Gives every row, in any order.
absl::Status ScanWorldRows(sql::Database& db, const std::function<void(const WorldState&)>& visit);

// The values of one; absent if it has been pruned.
absl::StatusOr<std::optional<std::string>> ReadWorldColumns(sql::Database& db,
                                                            const WorldState& state);

// Leaves of a pruned release that it listed the world, and not what it said of it.
absl::Status EmptyWorlds(sql::Database& db, int64_t release);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_SQLITE_WORLDS_H_
