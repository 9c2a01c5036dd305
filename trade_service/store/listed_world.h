#ifndef ENTENTE_TRADE_SERVICE_STORE_LISTED_WORLD_H_
#define ENTENTE_TRADE_SERVICE_STORE_LISTED_WORLD_H_

#include <future>
#include <string>
#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/block.h"
#include "trade_service/store/store.h"

// A source that lists pairs alone has no row of the world; where one release lists all of them, the
// world is their sum.
namespace entente::trade {

// The trade of all with all in one flow and period, by commodity.
struct ListedWorld {
  WorldState state;     // its release is the caller's to fill in
  std::string columns;  // of a block, as trade_service/block.h encodes it
};

// What `blocks`, those of one release, list of the world: of exports and imports of every period in
// which at least 150 areas report, at least 150 are partners, none of them is the world, and every
// chapter of the Harmonized System is traded, all in one classification and in codes of as many
// digits, so that a sum has everybody's part. Files of BACI have more than 200 of either; one that
// is cut to a pair, a region or a commodity lacks some. Groups, and areas that are not known and
// may be groups, count nowhere. OUT_OF_RANGE if a sum overflows.
absl::StatusOr<std::vector<ListedWorld>> WorldsIn(const BlockSource& blocks);

// The same on a thread of its own, while the caller writes the blocks, which must outlive the
// future.
std::future<absl::StatusOr<std::vector<ListedWorld>>> StartWorldsIn(const BlockSource& blocks);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_STORE_LISTED_WORLD_H_
