#include "trade_service/store/sqlite_partner_totals.h"

#include "absl/strings/str_join.h"

#include "common/status/status_macros.h"
#include "trade_service/store/partner_totals.h"

namespace entente::trade {
namespace {

void BindPlace(const BlockPosition& position, int64_t release, sql::Statement& statement) {
  statement.Bind(1, position.key.reporter);
  statement.Bind(2, position.key.flow);
  statement.Bind(3, int64_t{position.key.period.code()});
  statement.Bind(4, position.chain);
  statement.Bind(5, release);
}

}  // namespace

absl::Status AddPartnerTotals(sql::Database& db, const BlockPosition& position, int64_t release,
                              const PartnerTotalsRow& row, const RowTexts& texts) {
  if (row.totals.empty() && row.ended.empty()) return absl::OkStatus();
  ASSIGN_OR_RETURN(
      sql::Statement insert,
      db.Prepare("INSERT INTO partner_totals VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
  BindPlace(position, release, insert);
  BlockBytes bytes;
  if (!row.totals.empty()) {
    bytes = EncodePartnerTotals(row.totals, texts);
  }
  const std::string ended = absl::StrJoin(row.ended, " ");
  insert.BindBlob(6, bytes.columns);
  insert.BindBlob(7, bytes.locators);
  insert.Bind(8, ended);
  return insert.Run();
}

absl::Status DeletePartnerTotals(sql::Database& db, const BlockPosition& position,
                                 int64_t release) {
  ASSIGN_OR_RETURN(sql::Statement gone,
                   db.Prepare("DELETE FROM partner_totals WHERE reporter = ?1 AND flow = ?2 AND "
                              "period = ?3 AND chain = ?4 AND release = ?5"));
  BindPlace(position, release, gone);
  return gone.Run();
}

}  // namespace entente::trade
