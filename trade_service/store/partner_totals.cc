#include "trade_service/store/partner_totals.h"

#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/block.h"

namespace entente::trade {

absl::StatusOr<BlockBytes> EncodePartnerTotals(std::vector<Observation> totals) {
  for (Observation& total : totals) {
    total.cell.commodity = std::exchange(total.cell.partner, std::string());
  }
  ASSIGN_OR_RETURN(EncodedBlock block, EncodeBlock(totals));
  return BlockBytes{std::move(block.columns), std::move(block.locators)};
}

absl::StatusOr<std::vector<Observation>> DecodePartnerTotals(const BlockKey& key,
                                                             const BlockBytes& bytes) {
  ASSIGN_OR_RETURN(std::vector<Observation> totals,
                   DecodeBlock(key, bytes.columns, bytes.locators));
  for (Observation& total : totals) {
    total.cell.partner = std::exchange(total.cell.commodity, kTotal);
  }
  return totals;
}

}  // namespace entente::trade
