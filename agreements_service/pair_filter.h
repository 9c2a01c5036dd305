#ifndef ENTENTE_AGREEMENTS_SERVICE_PAIR_FILTER_H_
#define ENTENTE_AGREEMENTS_SERVICE_PAIR_FILTER_H_

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "google/protobuf/repeated_ptr_field.h"

#include "agreements_service/store/store.h"
#include "common/geo/pair.h"

namespace entente::agreements {

// Which changes concern the pairs that WatchChanges or DiffRevisions is asked about. The store must
// outlive it.
class PairFilter {
 public:
  // `names`: the request's `pairs`; none: every change concerns. INVALID_ARGUMENT (NAME_INVALID,
  // PAIRS_TOO_MANY).
  static absl::StatusOr<PairFilter> Of(
      const Store& store, const google::protobuf::RepeatedPtrField<std::string>& names);

  // Whether a resource concerns one of the pairs at either of two revisions.
  absl::StatusOr<bool> Concerns(const std::string& name, int64_t before, int64_t after) const;

 private:
  PairFilter(const Store& store, std::vector<Pair> pairs)
      : store_(&store), pairs_(std::move(pairs)) {}

  const Store* store_;
  std::vector<Pair> pairs_;
};

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_PAIR_FILTER_H_
