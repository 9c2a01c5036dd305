#include "trade_service/store/sqlite_partner_totals.h"

#include "absl/strings/str_join.h"

#include "common/status/status_macros.h"
#include "trade_service/store/partner_totals.h"

namespace entente::trade {

absl::Status WritePartnerTotals(sql::Database& db, const BlockPosition& position, int64_t release,
                                const PartnerTotalsRow& row, const RowTexts& texts) {
  const bool empty = row.totals.empty() && row.ended.empty();
  ASSIGN_OR_RETURN(
      sql::Statement write,
      db.Prepare(empty ? "DELETE FROM partner_totals WHERE reporter = ?1 AND flow = ?2 AND "
                         "period = ?3 AND chain = ?4 AND release = ?5"
                       : "INSERT OR REPLACE INTO partner_totals "
                         "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)"));
  write.Bind(1, position.key.reporter);
  write.Bind(2, position.key.flow);
  write.Bind(3, int64_t{position.key.period.code()});
  write.Bind(4, position.chain);
  write.Bind(5, release);
  if (empty) return write.Run();
  BlockBytes bytes;
  if (!row.totals.empty()) {
    ASSIGN_OR_RETURN(bytes, EncodePartnerTotals(row.totals, texts));
  }
  const std::string ended = absl::StrJoin(row.ended, " ");
  write.BindBlob(6, bytes.columns);
  write.BindBlob(7, bytes.locators);
  write.Bind(8, ended);
  return write.Run();
}

}  // namespace entente::trade
