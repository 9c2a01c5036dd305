#include "agreements_service/core/milestone.h"

#include "common/provenance/published.h"
#include "common/time/day.h"

namespace entente::agreements {

std::optional<Anniversary> NextAnniversary(const Milestone& milestone, absl::CivilDay day) {
  const PartialDate& date = milestone.date;
  if (date.kind() != PartialDate::Kind::kDate || date.Earliest() != date.Latest()) {
    return std::nullopt;
  }
  const absl::CivilDay origin = date.Earliest();
  if (origin > day) return std::nullopt;
  const absl::CivilDay next = entente::NextAnniversary(origin, day);
  if (next.year() > kMaxYear) return std::nullopt;
  return Anniversary{.day = next,
                     .number = AnniversaryNumber(origin, next),
                     .uncertain = date.IsUncertain() || date.IsApproximate()};
}

bool KnownBy(const Milestone& milestone, absl::CivilDay day) {
  return KnownBy(milestone.date, milestone.evidence, day);
}

Milestone AsPublished(Milestone milestone, absl::CivilDay day) {
  KeepPublished(milestone.evidence, day);
  return milestone;
}

}  // namespace entente::agreements
