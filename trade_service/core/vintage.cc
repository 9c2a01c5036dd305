#include "trade_service/core/vintage.h"

#include <utility>

#include "absl/time/time.h"

namespace entente::trade {

absl::CivilDay PublishedDay(const Release& release) {
  if (release.published.kind() == PartialDate::Kind::kDate) return release.published.Latest();
  return absl::ToCivilDay(release.recorded, absl::UTCTimeZone());
}

bool PublishedBefore(const Release& a, const Release& b) {
  return std::pair(PublishedDay(a), a.id) < std::pair(PublishedDay(b), b.id);
}

Vintage::Vintage(std::shared_ptr<const std::vector<Release>> releases, int64_t revision,
                 std::optional<absl::CivilDay> as_of)
    : releases_(std::move(releases)), revision_(revision), as_of_(as_of) {
  for (const Release& release : *releases_) {
    if (release.revision > revision) continue;
    if (as_of && PublishedDay(release) > *as_of) continue;
    const Release*& counting = counting_[release.chain];
    if (counting == nullptr || PublishedBefore(*counting, release)) counting = &release;
  }
  pruned_ = PrunedIn(*releases_);
}

const Release* Vintage::Find(int64_t id) const {
  const auto index = static_cast<size_t>(id - 1);
  if (index >= releases_->size() || (*releases_)[index].revision > revision_) return nullptr;
  return &(*releases_)[index];
}

const Release* Vintage::Cited(int64_t id) const {
  const Release* const release = Find(id);
  if (release == nullptr || !as_of_ || PublishedDay(*release) <= *as_of_) return release;
  return Counting(release->chain);
}

std::vector<Release> Vintage::PrunedBy(
    const std::shared_ptr<const std::vector<Release>>& now) const {
  return now == releases_ ? pruned_ : PrunedIn(*now);
}

std::vector<Release> Vintage::PrunedIn(const std::vector<Release>& all) const {
  std::vector<Release> pruned;
  for (const auto& [chain, counting] : counting_) {
    const Release& release = all[static_cast<size_t>(counting->id - 1)];
    if (release.pruned) pruned.push_back(release);
  }
  return pruned;
}

const Release* Vintage::Counting(int64_t chain) const {
  const auto found = counting_.find(chain);
  return found == counting_.end() ? nullptr : found->second;
}

}  // namespace entente::trade
