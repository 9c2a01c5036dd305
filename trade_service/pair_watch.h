#ifndef ENTENTE_TRADE_SERVICE_PAIR_WATCH_H_
#define ENTENTE_TRADE_SERVICE_PAIR_WATCH_H_

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/geo/pair.h"
#include "common/journal/journal.h"
#include "entente/trade/v1/release_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// Which changes WatchChanges sends to a watcher of pairs. The store must outlive it.
class PairWatch {
 public:
  // `request`: with pairs or commodities. INVALID_ARGUMENT (NAME_INVALID, PAIRS_MISSING,
  // PAIRS_TOO_MANY, COMMODITY_INVALID, COMMODITIES_TOO_MANY).
  static absl::StatusOr<PairWatch> Of(const Store& store, const v1::WatchChangesRequest& request);

  // Whether a change concerns one of the pairs; adds the blocks that a release changes, and their
  // cells if they are asked for. OUT_OF_RANGE (RELEASE_PRUNED) if that is not known any more.
  absl::StatusOr<bool> operator()(const Change& change, v1::WatchChangesResponse& response) const;

 private:
  // A block as a release changes it.
  struct BlockChange {
    std::optional<BlockState> before;  // none: it had no such block
    BlockState after;
  };

  // None: no cells. Empty: cells of every commodity.
  using Commodities = std::optional<std::vector<std::string>>;

  PairWatch(const Store& store, std::vector<Pair> pairs, Commodities commodities)
      : store_(&store), pairs_(std::move(pairs)), commodities_(std::move(commodities)) {}

  absl::Status Find(const std::string& reporter, const std::string& partner, const Release& release,
                    std::vector<BlockChange>& changes) const;
  absl::Status AddCells(const Release& release, const std::vector<BlockChange>& changes,
                        v1::WatchChangesResponse& response) const;

  const Store* store_;
  std::vector<Pair> pairs_;
  Commodities commodities_;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_PAIR_WATCH_H_
