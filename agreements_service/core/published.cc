#include "agreements_service/core/published.h"

#include <algorithm>

namespace entente::agreements {
namespace {

bool IsDated(const Evidence& evidence) {
  return evidence.published.kind() == PartialDate::Kind::kDate;
}

}  // namespace

bool PublishedBy(const Evidence& evidence, absl::CivilDay day) {
  return !IsDated(evidence) || evidence.published.Latest() <= day;
}

bool PublishedBy(const std::vector<Evidence>& evidence, absl::CivilDay day) {
  bool dated = false;
  for (const Evidence& one : evidence) {
    if (!IsDated(one)) continue;
    if (one.published.Latest() <= day) return true;
    dated = true;
  }
  return !dated;
}

bool KnownBy(const PartialDate& date, const std::vector<Evidence>& evidence, absl::CivilDay day) {
  const bool happened_later = date.kind() == PartialDate::Kind::kDate && date.Earliest() > day;
  const bool dated = std::any_of(evidence.begin(), evidence.end(), IsDated);
  return PublishedBy(evidence, day) && (dated || !happened_later);
}

}  // namespace entente::agreements
