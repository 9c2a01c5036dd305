#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_OCCASION_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_OCCASION_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/civil_time.h"
#include "absl/time/time.h"

#include "agreements_service/core/field.h"
#include "common/provenance/evidence.h"
#include "common/time/partial_date.h"

namespace entente::agreements {

// Numbered as in the contract.
enum class OccasionKind { kStateVisit = 1, kVisit = 2, kCouncil = 3, kSummit = 4 };

// How many documents somebody says were signed.
struct DeclaredCount {
  int count = 0;
  std::vector<Field> fields;
  Evidence evidence;

  friend bool operator==(const DeclaredCount&, const DeclaredCount&) = default;
};

// A meeting at which agreements are signed. Which ones are registered is asked of the store.
struct Occasion {
  std::string name;  // "pairs/{pair}/occasions/{occasion}"
  OccasionKind kind = OccasionKind::kVisit;
  std::string title;
  PartialDate start;
  PartialDate end;  // absent: one day
  std::string place;
  std::vector<DeclaredCount> declared_counts;  // the one that leads first
  std::string note;
  std::vector<Evidence> evidence;  // at least one
  absl::Time recorded;
  int64_t revision = 0;

  friend bool operator==(const Occasion&, const Occasion&) = default;
};

// Whether the occasion was known by the end of `day` (see common/provenance/published.h).
bool KnownBy(const Occasion& occasion, absl::CivilDay day);

// The occasion without the declared counts and evidence that were published after `day`.
Occasion AsPublished(Occasion occasion, absl::CivilDay day);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_OCCASION_H_
