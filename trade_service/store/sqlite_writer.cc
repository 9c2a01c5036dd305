#include "trade_service/store/sqlite_writer.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "trade_service/store/chain.h"
#include "trade_service/store/partner_totals.h"
#include "trade_service/store/sqlite_partner_totals.h"
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
    ASSIGN_OR_RETURN(std::optional<BlockBytes> bytes, ReadBytes(db_, block));
    if (bytes) return *std::move(bytes);
    return absl::InternalError(absl::StrCat("the store has no block ", block.id));
  }

  absl::Status Put(const EncodedBlock& block) override {
    if (block.key.reporter != reporter_) RETURN_IF_ERROR(FlushPartnerTotals());
    reporter_ = block.key.reporter;
    PartnerTotalsRow& group = groups_[{block.key.flow, block.key.period}];
    BindPosition(block_, 1, block.key, release_.chain);
    block_.Bind(6, release_.id);
    block_.Bind(7, block.rows);
    block_.BindBlob(8, block.columns);
    block_.BindBlob(9, block.locators);
    RETURN_IF_ERROR(block_.Run());
    if (!block.total) return EndTotal(block.key, group);
    const Observation& total = *block.total;
    group.totals.push_back(PackPartnerTotal(total, texts_));
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
    for (const auto& [of, group] : groups_) {
      const BlockKey key{
          .reporter = reporter_, .partner = "", .flow = of.first, .period = of.second};
      RETURN_IF_ERROR(
          AddPartnerTotals(db_, {.key = key, .chain = release_.chain}, release_.id, group, texts_));
    }
    groups_.clear();
    texts_ = RowTexts();
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
  absl::Status EndTotal(const BlockKey& key, PartnerTotalsRow& group) {
    BindPosition(ended_total_, 1, key, release_.chain);
    ended_total_.Bind(6, release_.id);
    RETURN_IF_ERROR(ended_total_.Run());
    if (db_.Changes() > 0) group.ended.push_back(key.partner);
    return absl::OkStatus();
  }

  sql::Database& db_;
  const Release& release_;
  std::string reporter_;  // of the last block
  // The totals of its blocks by flow and period: a country's trade with all others is small.
  std::map<std::pair<std::string, Period>, PartnerTotalsRow> groups_;
  RowTexts texts_;  // theirs
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
