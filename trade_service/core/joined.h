#ifndef ENTENTE_TRADE_SERVICE_CORE_JOINED_H_
#define ENTENTE_TRADE_SERVICE_CORE_JOINED_H_

#include <algorithm>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

#include "common/status/status_macros.h"
#include "trade_service/core/observation.h"

// What a value made of others carries of them.
namespace entente::trade {

// The valuation that both have; kUnspecified where they differ.
inline Valuation Joined(Valuation a, Valuation b) { return a == b ? a : Valuation::kUnspecified; }

// The flags that either has.
inline Flags Joined(Flags a, Flags b) { return Flags::FromBits(a.bits() | b.bits()); }

// Adds a part to a sum's value, valuation and flags; `first`: the sum is of nothing yet.
// OUT_OF_RANGE if it overflows.
template <typename Part, typename Sum>
absl::Status Join(const Part& part, bool first, Sum& sum) {
  ASSIGN_OR_RETURN(sum.value, sum.value.Add(part.value));
  sum.valuation = first ? part.valuation : Joined(sum.valuation, part.valuation);
  sum.flags = Joined(sum.flags, part.flags);
  return absl::OkStatus();
}

// Adds the id of a part's release to the further ones of a value of release `first`, once.
inline void JoinRelease(int64_t release, int64_t first, std::vector<int64_t>& further) {
  if (release == first) return;
  if (std::find(further.begin(), further.end(), release) != further.end()) return;
  further.push_back(release);
}

// The sum of a number that may be absent; nothing where one of `parts` lacks it. OUT_OF_RANGE if it
// overflows.
template <typename Part>
absl::StatusOr<std::optional<Decimal>> SumOf(std::optional<Decimal> Part::*number,
                                             const std::vector<const Part*>& parts) {
  Decimal sum;
  for (const Part* part : parts) {
    const std::optional<Decimal>& one = part->*number;
    if (!one) return std::optional<Decimal>();
    ASSIGN_OR_RETURN(sum, sum.Add(*one));
  }
  return std::optional<Decimal>(sum);
}

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_JOINED_H_
