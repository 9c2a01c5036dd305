#include "trade_service/store/partner_totals.h"

#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/block.h"
#include "trade_service/encode_columns.h"
#include "trade_service/frame.h"

namespace entente::trade {

PackedRow PackPartnerTotal(Observation total, RowTexts& texts) {
  total.cell.commodity = std::move(total.cell.partner);
  return Pack(total, texts);
}

BlockBytes EncodePartnerTotals(PackedRows totals, const RowTexts& texts) {
  v1::ObservationColumns columns;
  EncodeColumns(totals, texts, columns);
  v1::LocatorColumn locators;
  EncodeLocators(totals, texts, locators);
  return {Compress(columns, Frame::kReadAtOnce), Compress(locators, Frame::kReadAtOnce)};
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
