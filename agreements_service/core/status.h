#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_STATUS_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_STATUS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "agreements_service/core/agreement.h"
#include "agreements_service/core/standing.h"

namespace entente::agreements {

// Where an agreement stands. Numbered as in the contract, which says what each value means.
enum class Status {
  kNegotiated = 1,
  kSigned = 2,
  kProvisionallyApplied = 3,
  kInForce = 4,
  kSuspended = 5,
  kTerminated = 6,
  kSuperseded = 7,
  kExpired = 8,
  kNeverInForce = 9,
  kIndeterminate = 10
};

// A status and what it follows from.
struct StatusOnDay {
  absl::CivilDay day;
  Status status = Status::kNegotiated;
  std::vector<std::string> reasons;  // sentences that name event, date and source
  std::vector<Status> possible;      // of kIndeterminate: the answers that the dates allow
  std::vector<Standing> standings;   // one for each party
};

// Where `agreement` stands on `day`. `successors` are the agreements that have a relation to it;
// those that supersede or terminate it count.
//
// Every date is taken as any of the days that it can mean, independently of the others; where all
// give one status that is the answer, otherwise it is indeterminate. An unknown date can be any day
// from the signature on. Intervals are half-open: an agreement is in force on the day of its entry
// into force, and no more on the day on which it ends. What has ended stays ended, by what ended it
// first; of one day superseding comes before termination, and termination before expiry.
//
// An entry into force, or a provisional application, that only actions tell of counts from the day
// on which it has reached two parties. Withdrawals and denunciations end an agreement that they
// leave fewer than two parties. What does not bind is never in force.
//
// Terms tell what is not recorded: an entry into force, from signature, notifications or consents;
// an expiry, where nothing renews it; the effect of a notice. What depends on two dates, as the end
// of the period in which a notice came does, is any day that some choice of both gives.
StatusOnDay StatusOn(const Agreement& agreement, const std::vector<Agreement>& successors,
                     absl::CivilDay day);

// Whether it entered into force before it was signed, whatever the days that their dates mean.
bool EntersBeforeSignature(const Agreement& agreement);

// The reason of an anomaly: the day of the entry into force that is recorded is not the one that
// the terms lead to.
inline constexpr char kEntryNotByTerms[] = "ENTRY_NOT_BY_TERMS";

// That anomaly, whose detail says both; absent if there is a day that both can mean, or one of them
// is not known.
std::optional<Anomaly> EntryNotByTerms(const Agreement& agreement);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_STATUS_H_
