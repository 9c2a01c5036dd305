#include "trade_service/core/vintage.h"

#include <map>
#include <utility>

#include "absl/strings/string_view.h"
#include "absl/time/time.h"

namespace entente::trade {
namespace {

// Whether `a` was published before `b`, or on the same day and recorded before it.
bool Earlier(const Release& a, const Release& b) {
  return std::pair(PublishedDay(a), a.id) < std::pair(PublishedDay(b), b.id);
}

}  // namespace

absl::CivilDay PublishedDay(const Release& release) {
  if (release.published.kind() == PartialDate::Kind::kDate) return release.published.Latest();
  return absl::ToCivilDay(release.recorded, absl::UTCTimeZone());
}

Vintage::Vintage(std::shared_ptr<const std::vector<Release>> releases, int64_t revision,
                 std::optional<absl::CivilDay> as_of)
    : releases_(std::move(releases)) {
  std::map<std::pair<absl::string_view, absl::string_view>, const Release*> last;
  for (const Release& release : *releases_) {
    if (release.revision > revision) continue;
    if (as_of && PublishedDay(release) > *as_of) continue;
    const Release*& of_dataset = last[{SourceOf(release), release.dataset}];
    if (of_dataset == nullptr || Earlier(*of_dataset, release)) of_dataset = &release;
  }
  for (const auto& [dataset, release] : last) counting_.emplace(release->id, release);
}

const Release* Vintage::Find(int64_t id) const {
  const auto found = counting_.find(id);
  return found == counting_.end() ? nullptr : found->second;
}

}  // namespace entente::trade
