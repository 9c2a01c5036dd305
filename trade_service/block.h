#ifndef ENTENTE_TRADE_SERVICE_BLOCK_H_
#define ENTENTE_TRADE_SERVICE_BLOCK_H_

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "entente/trade/v1/observations.pb.h"
#include "trade_service/core/block.h"
#include "trade_service/core/locator.h"
#include "trade_service/packed_row.h"

// Observations to the columns of entente.trade.v1 and back, compressed as they are stored: zstd
// frames of ObservationColumns and LocatorColumn.
namespace entente::trade {

// Encodes the rows of one block, which must be in order of commodity and classification,
// each once. `sum_total`: the source has no row of total trade and lists every commodity, so that
// the total is their sum. OUT_OF_RANGE if that overflows.
absl::StatusOr<EncodedBlock> EncodeBlock(const BlockKey& key, PackedRows rows,
                                         const RowTexts& texts, bool sum_total);
absl::StatusOr<EncodedBlock> EncodeBlock(const std::vector<Observation>& observations,
                                         bool sum_total = false);

// The observations of a block; EncodeBlock's inverse. DATA_LOSS if the bytes are damaged.
absl::StatusOr<std::vector<Observation>> DecodeBlock(const BlockKey& key, absl::string_view columns,
                                                     absl::string_view locators);

// Those of them that are of `commodity`, at the cost of looking for it. DATA_LOSS likewise.
absl::StatusOr<std::vector<Observation>> DecodeCommodity(const BlockKey& key,
                                                         absl::string_view commodity,
                                                         absl::string_view columns,
                                                         absl::string_view locators);

// What is asked for most of a row of a block.
struct BlockValue {
  std::string commodity;
  Decimal value;
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;
  Locator locator;
};

// That of every row, in order. For blocks of hundreds of rows: a thread keeps the memory that the
// largest took. DATA_LOSS likewise.
absl::StatusOr<std::vector<BlockValue>> DecodeValues(absl::string_view columns,
                                                     absl::string_view locators);

// What is added up of a row.
struct AddedValue {
  // As ObservationColumns numbers it; below 0 `commodity` is its code.
  int64_t number = 0;
  absl::string_view commodity;
  absl::string_view classification;
  // scaled / 10^scale, or what `large` points to where that does not fit.
  int64_t scaled = 0;
  int scale = 0;
  const Decimal* large = nullptr;
  Valuation valuation = Valuation::kUnspecified;
  Flags flags;

  Decimal Value() const { return large == nullptr ? Decimal::FromScaled(scaled, scale) : *large; }
};

// Gives that of every row to `visit`, in order, at a tenth of what rows cost. A thread keeps the
// memory that the largest block took. DATA_LOSS likewise.
absl::Status VisitValues(absl::string_view columns,
                         absl::FunctionRef<void(const AddedValue&)> visit);

// What rows a block has beside total trade.
struct BlockKinds {
  std::set<std::string> classifications;  // but the empty one
  std::set<int> levels;                   // LevelOf(commodity)
};

// DATA_LOSS likewise.
absl::StatusOr<BlockKinds> DecodeKinds(absl::string_view columns);

// Those of which a value of `commodity`, which HasParts, can be told, likewise: those of all codes
// that begin with its code, letters behind its digits included; its own alone where these are of
// every classification, the empty one too, that the others are of. DATA_LOSS likewise.
absl::StatusOr<std::vector<Observation>> DecodeWithParts(const BlockKey& key,
                                                         absl::string_view commodity,
                                                         absl::string_view columns,
                                                         absl::string_view locators);

// The messages in stored bytes, to be sent as they are. DATA_LOSS likewise.
absl::Status DecodeBlock(absl::string_view columns, absl::string_view locators,
                         v1::ObservationBlock& block);

// Leaves those rows alone in a decoded block that `keep` says yes to. Whether there are any.
absl::StatusOr<bool> KeepRows(const BlockKey& key,
                              const std::function<bool(const Observation&)>& keep,
                              v1::ObservationBlock& block);

// The blocks that `observations` of any order make up, each cell once, in memory.
absl::StatusOr<std::shared_ptr<const BlockSource>> BlocksOf(std::vector<Observation> observations);

// Every observation of `blocks`, in order of block and cell.
absl::StatusOr<std::vector<Observation>> ObservationsOf(const BlockSource& blocks);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_BLOCK_H_
