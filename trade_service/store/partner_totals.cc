#include "trade_service/store/partner_totals.h"

#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/block.h"

namespace entente::trade {

PackedRow PackPartnerTotal(Observation total, RowTexts& texts) {
  total.cell.commodity = std::move(total.cell.partner);
  return Pack(total, texts);
}

absl::StatusOr<BlockBytes> EncodePartnerTotals(PackedRows totals, const RowTexts& texts) {
  ASSIGN_OR_RETURN(EncodedBlock block, EncodeBlock(BlockKey(), totals, texts, false));
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
