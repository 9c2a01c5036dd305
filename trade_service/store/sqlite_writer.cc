#include "trade_service/store/sqlite_writer.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"

#include "common/status/status_macros.h"
#include "trade_service/store/chain.h"
#include "trade_service/store/partner_totals.h"
#include "trade_service/store/sqlite_rows.h"

namespace entente::trade {
namespace {

std::string TextOf(const std::optional<Decimal>& value) { return value ? value->ToString() : ""; }

// Adds one release's changes, in the writer's transaction.
class Writer final : public ChainWriter {
 public:
  static absl::StatusOr<Writer> Prepare(sql::Database& db, const Release& release) {
    ASSIGN_OR_RETURN(
        sql::Statement block,
        db.Prepare("INSERT INTO block (reporter, partner, flow, period, chain, release, rows, "
                   "columns, locators) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)"));
    ASSIGN_OR_RETURN(sql::Statement total,
                     db.Prepare("INSERT INTO total VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
                                "?10, ?11, ?12, ?13, ?14)"));
    ASSIGN_OR_RETURN(
        sql::Statement ended_total,
        db.Prepare(
            "INSERT INTO total SELECT reporter, partner, flow, period, chain, ?6, NULL, 0, "
            "0, NULL, NULL, NULL, '', '' FROM total WHERE reporter = ?1 AND partner = ?2 AND "
            "flow = ?3 AND period = ?4 AND chain = ?5 ORDER BY release DESC LIMIT 1"));
    return Writer(db, release, std::move(block), std::move(total), std::move(ended_total));
  }

  absl::StatusOr<std::vector<BlockState>> Blocks() override {
    // With MAX(release), `rows` and `id` are those of its row.
    ASSIGN_OR_RETURN(sql::Statement rows,
                     db_.Prepare("SELECT reporter, partner, flow, period, chain, MAX(release), "
                                 "rows, id FROM block WHERE chain = ?1 "
                                 "GROUP BY reporter, partner, flow, period "
                                 "ORDER BY reporter, partner, flow, period"));
    rows.Bind(1, release_.chain);
    std::vector<BlockState> blocks;
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) return blocks;
      ASSIGN_OR_RETURN(BlockState state, ReadState(rows));
      if (state.rows > 0) blocks.push_back(std::move(state));
    }
  }

  absl::StatusOr<BlockBytes> Read(const BlockState& block) override {
    return ReadBytes(db_, block.id);
  }

  absl::Status Put(const EncodedBlock& block) override {
    if (block.key.reporter != reporter_) RETURN_IF_ERROR(FlushPartnerTotals());
    reporter_ = block.key.reporter;
    touched_.emplace(block.key.flow, block.key.period);
    BindPosition(block_, 1, block.key, release_.chain);
    block_.Bind(6, release_.id);
    block_.Bind(7, block.rows);
    block_.BindBlob(8, block.columns);
    block_.BindBlob(9, block.locators);
    RETURN_IF_ERROR(block_.Run());
    if (!block.total) return EndTotal(block.key);
    const Observation& total = *block.total;
    BindPosition(total_, 1, block.key, release_.chain);
    total_.Bind(6, release_.id);
    const std::string value = total.value.ToString();
    total_.Bind(7, value);
    total_.Bind(8, static_cast<int64_t>(total.valuation));
    total_.Bind(9, int64_t{total.flags.bits()});
    // Texts must outlive the step.
    const std::string fob = TextOf(total.fob_value);
    const std::string net_weight = TextOf(total.net_weight_kg);
    const std::string quantity = TextOf(total.quantity);
    total.fob_value ? total_.Bind(10, fob) : total_.BindNull(10);
    total.net_weight_kg ? total_.Bind(11, net_weight) : total_.BindNull(11);
    total.quantity ? total_.Bind(12, quantity) : total_.BindNull(12);
    total_.Bind(13, total.quantity_unit);
    total_.Bind(14, total.locator);
    return total_.Run();
  }

  absl::Status Withdraw(const BlockKey& key) override {
    EncodedBlock ended;
    ended.key = key;
    return Put(ended);
  }

  // Writes the totals by partner of the reporter whose blocks came last: behind the last block.
  absl::Status FlushPartnerTotals() {
    for (const auto& [flow, period] : std::exchange(touched_, {})) {
      RETURN_IF_ERROR(WritePartnerTotals(flow, period));
    }
    return absl::OkStatus();
  }

 private:
  Writer(sql::Database& db, const Release& release, sql::Statement block, sql::Statement total,
         sql::Statement ended_total)
      : db_(db),
        release_(release),
        block_(std::move(block)),
        total_(std::move(total)),
        ended_total_(std::move(ended_total)) {}

  // Ends the total of a key if there is one.
  absl::Status EndTotal(const BlockKey& key) {
    BindPosition(ended_total_, 1, key, release_.chain);
    ended_total_.Bind(6, release_.id);
    return ended_total_.Run();
  }

  // Gathers what the release wrote to `total`, so that no more than one group is held.
  absl::Status WritePartnerTotals(const std::string& flow, const Period& period) {
    ASSIGN_OR_RETURN(
        sql::Statement rows,
        db_.Prepare(absl::StrCat("SELECT ", kTotalColumns,
                                 " FROM total WHERE reporter = ?1 AND flow = ?2 AND period = ?3 "
                                 "AND chain = ?4 AND release = ?5 ORDER BY partner")));
    rows.Bind(1, reporter_);
    rows.Bind(2, flow);
    rows.Bind(3, int64_t{period.code()});
    rows.Bind(4, release_.chain);
    rows.Bind(5, release_.id);
    std::vector<Observation> totals;
    std::vector<std::string> ended;
    while (true) {
      ASSIGN_OR_RETURN(const bool found, rows.Step());
      if (!found) break;
      ASSIGN_OR_RETURN(TotalState state, ReadTotal(rows));
      if (state.observation) {
        totals.push_back(*std::move(state.observation));
      } else {
        ended.push_back(std::move(state.position.key.partner));
      }
    }
    if (totals.empty() && ended.empty()) return absl::OkStatus();
    BlockBytes bytes;
    if (!totals.empty()) {
      ASSIGN_OR_RETURN(bytes, EncodePartnerTotals(std::move(totals)));
    }
    const std::string ended_text = absl::StrJoin(ended, " ");
    ASSIGN_OR_RETURN(
        sql::Statement insert,
        db_.Prepare("INSERT INTO partner_totals VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
    insert.Bind(1, reporter_);
    insert.Bind(2, flow);
    insert.Bind(3, int64_t{period.code()});
    insert.Bind(4, release_.chain);
    insert.Bind(5, release_.id);
    insert.BindBlob(6, bytes.columns);
    insert.BindBlob(7, bytes.locators);
    insert.Bind(8, ended_text);
    return insert.Run();
  }

  sql::Database& db_;
  const Release& release_;
  std::string reporter_;                              // of the last block
  std::set<std::pair<std::string, Period>> touched_;  // its flows and periods
  sql::Statement block_;
  sql::Statement total_;
  sql::Statement ended_total_;
};

}  // namespace

absl::StatusOr<ChangeCounts> WriteRelease(sql::Database& db, const Release& release,
                                          const BlockSource& blocks, const Release* predecessor) {
  ASSIGN_OR_RETURN(sql::Statement insert,
                   db.Prepare("INSERT INTO release (id, name, chain, revision) "
                              "VALUES (?1, ?2, ?3, ?4)"));
  insert.Bind(1, release.id);
  insert.Bind(2, release.name);
  insert.Bind(3, release.chain);
  insert.Bind(4, release.revision);
  RETURN_IF_ERROR(insert.Run());
  ASSIGN_OR_RETURN(Writer writer, Writer::Prepare(db, release));
  ASSIGN_OR_RETURN(const ChangeCounts changes, WriteChanges(blocks, release, predecessor, writer));
  RETURN_IF_ERROR(writer.FlushPartnerTotals());
  ASSIGN_OR_RETURN(
      sql::Statement update,
      db.Prepare("UPDATE release SET changed = ?2, added = ?3, deleted = ?4 WHERE id = ?1"));
  update.Bind(1, release.id);
  update.Bind(2, changes.changed);
  update.Bind(3, changes.added);
  update.Bind(4, changes.deleted);
  RETURN_IF_ERROR(update.Run());
  return changes;
}

}  // namespace entente::trade
