#include "agreements_service/core/published.h"

namespace entente::agreements {

bool PublishedBy(const Evidence& evidence, absl::CivilDay day) {
  return evidence.published.kind() != PartialDate::Kind::kDate ||
         evidence.published.Latest() <= day;
}

bool PublishedBy(const std::vector<Evidence>& evidence, absl::CivilDay day) {
  bool dated = false;
  for (const Evidence& one : evidence) {
    if (one.published.kind() != PartialDate::Kind::kDate) continue;
    if (one.published.Latest() <= day) return true;
    dated = true;
  }
  return !dated;
}

}  // namespace entente::agreements
