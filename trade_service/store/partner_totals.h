#ifndef ENTENTE_TRADE_SERVICE_STORE_PARTNER_TOTALS_H_
#define ENTENTE_TRADE_SERVICE_STORE_PARTNER_TOTALS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/area_figures.h"
#include "trade_service/core/block.h"
#include "trade_service/packed_row.h"
#include "trade_service/store/store.h"

// The total trade of one reporter, flow and period with every partner, encoded as a block in which
// the partner stands where the commodity does.
namespace entente::trade {

// Total trade of a block, to be encoded.
PackedRow PackPartnerTotal(Observation total, RowTexts& texts);

// `totals` must be in order of partner, each once, and at least one.
BlockBytes EncodePartnerTotals(PackedRows totals, const RowTexts& texts);

// What a ranking needs of them, in order of partner; `period` and `release` are those of all.
// DATA_LOSS if the bytes are damaged.
absl::StatusOr<std::vector<AreaFigure>> DecodePartnerTotals(const Period& period, int64_t release,
                                                            absl::string_view columns,
                                                            absl::string_view locators);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_PARTNER_TOTALS_H_
