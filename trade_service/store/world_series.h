#ifndef ENTENTE_TRADE_SERVICE_STORE_WORLD_SERIES_H_
#define ENTENTE_TRADE_SERVICE_STORE_WORLD_SERIES_H_

#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/store/snapshot.h"

namespace entente::trade {

// The trade of the query's reporter with the world, of the sources within `asked` that list the
// world (listed_world.h): a point a period of the query's frequency and flow, the sum of what
// `read` reads of `commodity` and the partners, flagged kSummed. One series a source, currency,
// commodity and classification. Of a period that several releases of these list, the one published
// last tells all; of kTotal, which has no classification, that is one of any. OUT_OF_RANGE if a sum
// overflows.
absl::StatusOr<std::vector<Series>> ReadWorldSeries(const Snapshot& snapshot,
                                                    const BlockQuery& query,
                                                    absl::string_view commodity, const Basis& asked,
                                                    const Snapshot::ReadBlocks& read);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_WORLD_SERIES_H_
