#ifndef ENTENTE_TRADE_SERVICE_CORE_RE_EXPORTS_H_
#define ENTENTE_TRADE_SERVICE_CORE_RE_EXPORTS_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/series.h"

namespace entente::trade {

// Whether a flow tells, or leaves out, goods that only pass through: DX, RX, FM and RM.
bool TellsReExports(absl::string_view flow);

// Series of flows X and M as they would be without goods that only pass through: domestic exports
// where the source gives them (DX), else exports less re-exports (X - RX); foreign imports (FM),
// else imports less re-imports (M - RM). Flows as UN Comtrade defines them
// (uncomtrade.org/docs/trade-flows-in-un-comtrade). Of `series`, which may have any flows, a period
// that lacks what it takes is left out: a country that reports no re-exports need not have none.
// So is one whose two values are of different data sets, which may have been published years apart.
// A difference has the release of its total and names both places in its locator, and the release
// that brought the other value where that is another one. `series` stand in `vintage`.
// OUT_OF_RANGE if a difference overflows.
absl::StatusOr<std::vector<Series>> WithoutReExports(const std::vector<Series>& series,
                                                     const Vintage& vintage);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_RE_EXPORTS_H_
