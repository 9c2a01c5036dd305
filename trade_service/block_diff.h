#ifndef ENTENTE_TRADE_SERVICE_BLOCK_DIFF_H_
#define ENTENTE_TRADE_SERVICE_BLOCK_DIFF_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"

#include "entente/trade/v1/release_service.pb.h"
#include "trade_service/core/cell_diff.h"
#include "trade_service/store/store.h"

// What differs within one block, as streams tell it.
namespace entente::trade {

// Gives to `visit` the cells that differ between two states of a block, in order, until it returns
// false. A state that is absent has no cells. `commodities`: of these alone, in their order; empty:
// of every one. `tolerance` as in DiffCells. OUT_OF_RANGE (RELEASE_PRUNED).
absl::Status DiffBlock(const Store& store, const std::optional<BlockState>& before,
                       const std::optional<BlockState>& after,
                       const std::vector<std::string>& commodities, const Decimal& tolerance,
                       absl::FunctionRef<bool(const CellChange&)> visit);

// A change as a message.
v1::CellChange ToProto(const CellChange& change);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_BLOCK_DIFF_H_
