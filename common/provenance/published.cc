#include "common/provenance/published.h"

#include <algorithm>

namespace entente {
namespace {

bool IsDated(const PartialDate& date) { return date.kind() == PartialDate::Kind::kDate; }

bool LiesAfter(const PartialDate& date, absl::CivilDay day) {
  return IsDated(date) && date.Latest() > day;
}

}  // namespace

bool PublishedBy(const Evidence& evidence, absl::CivilDay day) {
  return !LiesAfter(evidence.published, day);
}

bool PublishedBy(const std::vector<Evidence>& evidence, absl::CivilDay day) {
  return KnownBy(PartialDate(), evidence, day);
}

bool KnownBy(const PartialDate& date, const std::vector<Evidence>& evidence, absl::CivilDay day) {
  const auto dated = [](const Evidence& one) { return IsDated(one.published); };
  if (std::none_of(evidence.begin(), evidence.end(), dated)) return !LiesAfter(date, day);
  return std::any_of(evidence.begin(), evidence.end(),
                     [&](const Evidence& one) { return dated(one) && PublishedBy(one, day); });
}

void KeepPublished(std::vector<Evidence>& evidence, absl::CivilDay day) {
  std::erase_if(evidence, [day](const Evidence& one) { return !PublishedBy(one, day); });
}

}  // namespace entente
