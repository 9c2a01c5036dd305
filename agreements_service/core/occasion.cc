#include "agreements_service/core/occasion.h"

#include "common/provenance/published.h"

namespace entente::agreements {

bool KnownBy(const Occasion& occasion, absl::CivilDay day) {
  return KnownBy(occasion.start, occasion.evidence, day);
}

Occasion AsPublished(Occasion occasion, absl::CivilDay day) {
  std::erase_if(occasion.declared_counts, [day](const DeclaredCount& declared) {
    return !PublishedBy(declared.evidence, day);
  });
  KeepPublished(occasion.evidence, day);
  return occasion;
}

}  // namespace entente::agreements
