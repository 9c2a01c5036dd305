#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_CONFLICT_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_CONFLICT_H_

#include <optional>
#include <string>
#include <vector>

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/status.h"

namespace entente::agreements {

// The key of a claim that says what an agreement's status is.
inline constexpr char kStatusClaim[] = "status";

// What a source says of a status, and why another one is computed.
struct Conflict {
  Claim claim;
  std::vector<Status> claimed;  // what its words agree with; empty: they are in no table
  std::string reason;           // "ENTRY_NOT_RECORDED"; docs/api/care.md lists them
  std::string detail;           // the same in a sentence or more
};

// Whether a source's `claim`, whose words agree with the statuses `claimed`, the best one first,
// differs from the computed `status` of the agreement, and why; absent where they agree.
// `successors` as in StatusOn.
std::optional<Conflict> ConflictOf(const Claim& claim, std::vector<Status> claimed,
                                   const Agreement& agreement,
                                   const std::vector<Agreement>& successors,
                                   const StatusOnDay& status);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_CONFLICT_H_
