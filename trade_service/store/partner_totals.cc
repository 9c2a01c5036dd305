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

absl::StatusOr<std::vector<AreaFigure>> DecodePartnerTotals(const Period& period, int64_t release,
                                                            absl::string_view columns,
                                                            absl::string_view locators) {
  ASSIGN_OR_RETURN(std::vector<BlockValue> values, DecodeValues(columns, locators));
  std::vector<AreaFigure> totals;
  totals.reserve(values.size());
  for (BlockValue& value : values) {
    totals.push_back({.area = std::move(value.commodity),
                      .period = period,
                      .value = value.value,
                      .valuation = value.valuation,
                      .flags = value.flags,
                      .locator = std::move(value.locator),
                      .release = release});
  }
  return totals;
}

}  // namespace entente::trade
