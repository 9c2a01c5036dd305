#ifndef ENTENTE_TRADE_SERVICE_CORE_COMMODITY_SUM_H_
#define ENTENTE_TRADE_SERVICE_CORE_COMMODITY_SUM_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/lists_all.h"
#include "trade_service/core/observation.h"
#include "trade_service/core/vintage.h"

namespace entente::trade {

// Whether a commodity is one that finer codes add up to: its code has 2, 4 or 6 digits and nothing
// else.
bool HasParts(absl::string_view commodity);

// The values of a commodity out of `rows`, which are of one reporter, partner, flow and period and
// stand in `vintage`: its own and those whose codes begin with its code, each with the release that
// brought it; those of one release together and in order of code. Of each source, currency and
// classification its own rows or, where there is none, the sum of the coarsest rows below it,
// flagged kSummed, as CommoditiesAt makes it, and kIncomplete unless `lists_all` says yes to every
// release that has a part in it; it is asked of sums alone. Where two data sets of a source have
// the same cell, the one published last has the say. A sum has no quantity, and FOB value and
// weight where every part has one; its locator names the first place in each release, and how many
// more there are. OUT_OF_RANGE if a sum overflows; the errors of `lists_all`.
absl::StatusOr<std::vector<StoredObservation>> ValuesOf(absl::string_view commodity,
                                                        std::vector<StoredObservation> rows,
                                                        const Vintage& vintage,
                                                        const ListsAll& lists_all);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_COMMODITY_SUM_H_
