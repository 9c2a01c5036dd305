#include "trade_service/store/sqlite_pruner.h"

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "common/status/status_macros.h"
#include "trade_service/store/partner_totals.h"
#include "trade_service/store/sqlite_partner_totals.h"
#include "trade_service/store/sqlite_rows.h"
#include "trade_service/store/sqlite_worlds.h"

namespace entente::trade {
namespace {

// Deletes blocks and their totals, and writes anew what stands beside them by all partners.
class Pruner {
 public:
  static absl::StatusOr<Pruner> Prepare(sql::Database& db) {
    ASSIGN_OR_RETURN(sql::Statement block, db.Prepare("DELETE FROM block WHERE id = ?1"));
    ASSIGN_OR_RETURN(sql::Statement emptied,
                     db.Prepare("UPDATE block SET rows = 0, columns = x'', locators = x'' "
                                "WHERE id = ?1"));
    ASSIGN_OR_RETURN(
        sql::Statement total,
        db.Prepare("DELETE FROM total WHERE reporter = ?1 AND partner = ?2 AND flow = ?3 AND "
                   "period = ?4 AND chain = ?5 AND release = ?6"));
    return Pruner(db, std::move(block), std::move(emptied), std::move(total));
  }

  absl::Status Delete(const BlockState& state) {
    block_.Bind(1, state.id);
    RETURN_IF_ERROR(block_.Run());
    return DeleteTotal(state);
  }

  absl::Status Empty(const BlockState& state) {
    emptied_.Bind(1, state.id);
    RETURN_IF_ERROR(emptied_.Run());
    return DeleteTotal(state);
  }

  // Writes the totals by all partners anew of which some were deleted.
  absl::Status Finish() {
    for (const auto& [group, releases] : changed_) {
      const auto& [reporter, flow, period, chain] = group;
      BlockQuery query;
      query.reporter = reporter;
      query.flow = flow;
      query.period = period;
      query.chain = chain;
      const BlockPosition position{
          .key = {.reporter = reporter, .partner = "", .flow = flow, .period = period},
          .chain = chain};
      ASSIGN_OR_RETURN(auto rests, ReadRests(query));
      for (const int64_t release : releases) {
        const Rest& rest = rests[release];
        RETURN_IF_ERROR(DeletePartnerTotals(db_, position, release));
        RETURN_IF_ERROR(AddPartnerTotals(db_, position, release, rest.row, rest.texts));
      }
    }
    return absl::OkStatus();
  }

 private:
  using Group = std::tuple<std::string, std::string, Period, int64_t>;  // reporter, flow, -, chain

  // What remains of the totals that a release brought of a group.
  struct Rest {
    PartnerTotalsRow row;
    RowTexts texts;
  };

  Pruner(sql::Database& db, sql::Statement block, sql::Statement emptied, sql::Statement total)
      : db_(db), block_(std::move(block)), emptied_(std::move(emptied)), total_(std::move(total)) {}

  absl::Status DeleteTotal(const BlockState& state) {
    const BlockKey& key = state.position.key;
    BindPosition(total_, 1, key, state.position.chain);
    total_.Bind(6, state.release);
    RETURN_IF_ERROR(total_.Run());
    if (db_.Changes() > 0) {
      changed_[{key.reporter, key.flow, key.period, state.position.chain}].insert(state.release);
    }
    return absl::OkStatus();
  }

  // By release.
  absl::StatusOr<std::map<int64_t, Rest>> ReadRests(const BlockQuery& query) {
    std::map<int64_t, Rest> rests;
    ASSIGN_OR_RETURN(sql::Statement rows, SelectTotals(db_, query));
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return rests;
      ASSIGN_OR_RETURN(const TotalState state, ReadTotal(rows));
      Rest& rest = rests[state.release];
      if (state.observation) {
        rest.row.totals.push_back(PackPartnerTotal(*state.observation, rest.texts));
      } else {
        rest.row.ended.push_back(state.position.key.partner);
      }
    }
  }

  sql::Database& db_;
  sql::Statement block_;
  sql::Statement emptied_;
  sql::Statement total_;
  std::map<Group, std::set<int64_t>> changed_;  // releases of which totals were deleted
};

}  // namespace

absl::Status DeletePruned(sql::Database& db, const PruningPlan& plan) {
  ASSIGN_OR_RETURN(Pruner pruner, Pruner::Prepare(db));
  for (const BlockState& state : plan.gone) RETURN_IF_ERROR(pruner.Delete(state));
  for (const BlockState& state : plan.emptied) RETURN_IF_ERROR(pruner.Empty(state));
  for (const Release& release : plan.releases) RETURN_IF_ERROR(EmptyWorlds(db, release.id));
  return pruner.Finish();
}

}  // namespace entente::trade
