#ifndef ENTENTE_TRADE_SERVICE_STORE_SQLITE_PARTNER_TOTALS_H_
#define ENTENTE_TRADE_SERVICE_STORE_SQLITE_PARTNER_TOTALS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"

#include "common/sql/database.h"
#include "trade_service/packed_row.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// A row of the SQLite store's table `partner_totals`: what a release tells of one reporter, flow
// and period.
struct PartnerTotalsRow {
  std::vector<PackedRow> totals;   // in order of partner
  std::vector<std::string> ended;  // partners of which there is no total any more
};

// Adds the row of `release` at `position`, whose partner does not matter, unless it is empty.
// `texts` are those of the totals. ALREADY_EXISTS if there is one.
absl::Status AddPartnerTotals(sql::Database& db, const BlockPosition& position, int64_t release,
                              const PartnerTotalsRow& row, const RowTexts& texts);

// Deletes it, if it is there.
absl::Status DeletePartnerTotals(sql::Database& db, const BlockPosition& position, int64_t release);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_SQLITE_PARTNER_TOTALS_H_
