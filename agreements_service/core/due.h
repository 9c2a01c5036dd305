#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_DUE_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_DUE_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/milestone.h"
#include "agreements_service/core/span.h"

namespace entente::agreements {

// Numbered as in the contract, which says what each value means.
enum class DueKind {
  kRenewal = 1,
  kNotice = 2,
  kEnd = 3,
  kSunsetEnd = 4,
  kMilestoneAnniversary = 5,
  kSignatureAnniversary = 6
};

// Something that is due, as the contract's Due.
struct Due {
  std::string name;  // of the agreement or milestone
  DueKind kind = DueKind::kRenewal;
  Span span;
  int number = 0;
  bool uncertain = false;
  std::string party;
  std::string sentence;

  friend bool operator==(const Due&, const Due&) = default;
};

// Days from the first to the last, both among them.
struct DayRange {
  absl::CivilDay first;
  absl::CivilDay last;
};

// What of an agreement is due, or can be, in the range. `successors` as in StatusOn. Not in order.
std::vector<Due> DueOf(const Agreement& agreement, const std::vector<Agreement>& successors,
                       const DayRange& range);

// The anniversaries of a milestone in the range.
std::vector<Due> DueOf(const Milestone& milestone, const DayRange& range);

// Whether an anniversary is a round one: the 5th, and every 10th and 25th.
bool IsRound(int number);

// The order in which things are due.
bool ComesBefore(const Due& one, const Due& other);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_DUE_H_
