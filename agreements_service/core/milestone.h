#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_MILESTONE_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_MILESTONE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

#include "common/provenance/evidence.h"
#include "common/time/partial_date.h"

namespace entente::agreements {

// Numbered as in the contract.
enum class MilestoneKind {
  kRecognition = 1,
  kDiplomaticRelations = 2,
  kMission = 3,
  kPartnership = 4,
  kInstitution = 5
};

// A day that a relationship counts from.
struct Milestone {
  std::string name;  // "pairs/{pair}/milestones/{milestone}"
  MilestoneKind kind = MilestoneKind::kRecognition;
  std::string title;
  PartialDate date;
  std::string agreement;  // name of the one by which it came about; empty: none
  std::string note;
  std::vector<Evidence> evidence;  // at least one
  absl::Time recorded;
  int64_t revision = 0;

  friend bool operator==(const Milestone&, const Milestone&) = default;
};

// A yearly return of a milestone's day.
struct Anniversary {
  absl::CivilDay day;
  int number = 0;          // years after the milestone
  bool uncertain = false;  // as the milestone's day is

  friend bool operator==(const Anniversary&, const Anniversary&) = default;
};

// The first one on or after `day`. Absent where the milestone's day is not known exactly, lies
// after `day`, or does not return before the year 10000.
std::optional<Anniversary> NextAnniversary(const Milestone& milestone, absl::CivilDay day);

// Whether the milestone was known by the end of `day` (see common/provenance/published.h).
bool KnownBy(const Milestone& milestone, absl::CivilDay day);

// The milestone without the evidence that was published after `day`.
Milestone AsPublished(Milestone milestone, absl::CivilDay day);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_MILESTONE_H_
