#ifndef ENTENTE_AGREEMENTS_SERVICE_CORE_STANDING_H_
#define ENTENTE_AGREEMENTS_SERVICE_CORE_STANDING_H_

#include <string>
#include <vector>

#include "absl/time/civil_time.h"

#include "agreements_service/core/agreement.h"
#include "common/time/partial_date.h"

namespace entente::agreements {

// Whether an agreement is in force for one party.
struct Standing {
  std::string party;  // its id
  Truth in_force = Truth::kIndeterminate;
  std::string reason;  // a sentence

  friend bool operator==(const Standing&, const Standing&) = default;
};

// For which of its parties `agreement` is in force on `day`, in their order; `whole` says whether
// it is in force at all.
//
// A party is bound from its own entry into force; where none is recorded from its ratification,
// acceptance, approval, accession, succession or definitive signature; and no more from its
// withdrawal or denunciation, unless it came back. Where nothing of the kind is recorded, an
// agreement of two parties is in force for both when it is in force, and of more parties it is not
// known: entering into force as a whole, it did not do so for everyone that signed it.
std::vector<Standing> StandingsOf(const Agreement& agreement, Truth whole, absl::CivilDay day);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_CORE_STANDING_H_
