#ifndef ENTENTE_TRADE_SERVICE_PAIR_WATCH_H_
#define ENTENTE_TRADE_SERVICE_PAIR_WATCH_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_ptr_field.h"

#include "common/geo/pair.h"
#include "common/journal/journal.h"
#include "entente/trade/v1/release_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// Which changes WatchChanges sends to a watcher of pairs. The store must outlive it.
class PairWatch {
 public:
  // `pairs` as in WatchChangesRequest. INVALID_ARGUMENT (NAME_INVALID, PAIRS_TOO_MANY).
  static absl::StatusOr<PairWatch> Of(const Store& store,
                                      const google::protobuf::RepeatedPtrField<std::string>& pairs);

  // Whether a change concerns one of the pairs; adds the blocks that a release changes.
  // OUT_OF_RANGE (RELEASE_PRUNED) if that is not known any more.
  absl::StatusOr<bool> operator()(const Change& change, v1::WatchChangesResponse& response) const;

 private:
  PairWatch(const Store& store, std::vector<Pair> pairs)
      : store_(&store), pairs_(std::move(pairs)) {}

  absl::Status AddBlocks(const std::string& reporter, const std::string& partner,
                         const Release& release, v1::WatchChangesResponse& response) const;

  const Store* store_;
  std::vector<Pair> pairs_;
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_PAIR_WATCH_H_
