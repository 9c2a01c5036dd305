#ifndef ENTENTE_TRADE_SERVICE_CORE_LISTS_ALL_H_
#define ENTENTE_TRADE_SERVICE_CORE_LISTS_ALL_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/observation.h"

// Whether all codes of a classification are there, which a sum of some of them rests on: of a file
// of bicycles alone, chapter 87 is all vehicles that it has.
namespace entente::trade {

// Whether a block lists every code of a classification that was traded and has `digits` or more, as
// far as it tells: whether the coarsest rows of these add up to its row of TOTAL. `block` is in
// order of commodity. OUT_OF_RANGE if the sum overflows.
absl::StatusOr<bool> ListsAllCodes(size_t digits, absl::string_view classification,
                                   const std::vector<Observation>& block);

// Whether what a release has of a reporter, partner, flow and period lists all of those codes.
using ListsAll =
    std::function<absl::StatusOr<bool>(int64_t release, absl::string_view classification)>;

// Flags a sum that has a part in `release` kIncomplete unless `lists_all` says yes to it. The
// errors of `lists_all`.
absl::Status FlagUnlessAll(int64_t release, absl::string_view classification,
                           const ListsAll& lists_all, Flags& sum);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_LISTS_ALL_H_
