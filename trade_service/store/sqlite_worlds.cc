#include "trade_service/store/sqlite_worlds.h"

#include "common/status/status_macros.h"

namespace entente::trade {

absl::Status AddWorlds(sql::Database& db, int64_t release, const std::vector<ListedWorld>& worlds) {
  for (const auto& [state, columns] : worlds) {
    ASSIGN_OR_RETURN(sql::Statement insert,
                     db.Prepare("INSERT INTO world VALUES (?1, ?2, ?3, ?4, ?5)"));
    insert.Bind(1, release);
    insert.Bind(2, state.flow);
    insert.Bind(3, int64_t{state.period.code()});
    insert.Bind(4, state.classification);
    insert.BindBlob(5, columns);
    RETURN_IF_ERROR(insert.Run());
  }
  return absl::OkStatus();
}

absl::Status ScanWorldRows(sql::Database& db, const std::function<void(const WorldState&)>& visit) {
  ASSIGN_OR_RETURN(sql::Statement rows,
                   db.Prepare("SELECT release, flow, period, classification FROM world"));
  while (true) {
    ASSIGN_OR_RETURN(const bool found, rows.Step());
    if (!found) return absl::OkStatus();
    ASSIGN_OR_RETURN(const Period period, Period::FromCode(static_cast<int32_t>(rows.Int(2))));
    visit({.release = rows.Int(0),
           .flow = std::string(rows.Text(1)),
           .period = period,
           .classification = std::string(rows.Text(3))});
  }
}

absl::StatusOr<std::optional<std::string>> ReadWorldColumns(sql::Database& db,
                                                            const WorldState& state) {
  ASSIGN_OR_RETURN(sql::Statement row,
                   db.Prepare("SELECT columns FROM world WHERE release = ?1 AND flow = ?2 AND "
                              "period = ?3 AND columns <> x''"));
  row.Bind(1, state.release);
  row.Bind(2, state.flow);
  row.Bind(3, int64_t{state.period.code()});
  ASSIGN_OR_RETURN(const bool found, row.Step());
  if (!found) return std::optional<std::string>();
  return std::optional<std::string>(row.Blob(0));
}

absl::Status EmptyWorlds(sql::Database& db, int64_t release) {
  ASSIGN_OR_RETURN(sql::Statement emptied,
                   db.Prepare("UPDATE world SET columns = x'' WHERE release = ?1"));
  emptied.Bind(1, release);
  return emptied.Run();
}

}  // namespace entente::trade
