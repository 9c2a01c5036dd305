#ifndef ENTENTE_TRADE_SERVICE_CORE_VINTAGE_H_
#define ENTENTE_TRADE_SERVICE_CORE_VINTAGE_H_

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/time/civil_time.h"

#include "trade_service/core/release.h"

namespace entente::trade {

// The day on which a release counts as published: the last day that its date can mean, or the day
// it was recorded (UTC) where no date is known.
absl::CivilDay PublishedDay(const Release& release);

// Whether `a` was published before `b`, or on the same day and recorded before it. Of two that
// count, the later one has the say.
bool PublishedBefore(const Release& a, const Release& b);

// Which releases count at one state of the world and of the store: of each data set the one
// published last (of one day: recorded last). ALFRED and SDMX call this reading `as of`.
//
// A store keeps of each release what it changed against the one of its data set that was recorded
// before it. So what stands in a release was brought by it, or by the last one recorded before it
// that changed it.
class Vintage {
 public:
  // `releases`: all that the store has, in order of id. Those recorded after `revision`, or
  // published after `as_of`, do not count.
  Vintage(std::shared_ptr<const std::vector<Release>> releases, int64_t revision,
          std::optional<absl::CivilDay> as_of);

  // The release with this id, whether it counts or not; null if it was recorded later.
  const Release* Find(int64_t id) const;

  // The release to name as the source of what release `id` brought: itself or, if it was published
  // after the day that is read at (an older state was loaded later, and left this as it was), the
  // one that counts of its data set. Null as in Find.
  const Release* Cited(int64_t id) const;

  // The release that counts of a data set; null if none does.
  const Release* Counting(int64_t chain) const;

  // Of those that count, the ones that are pruned by now. `now`: as in the constructor, given now.
  std::vector<Release> PrunedBy(const std::shared_ptr<const std::vector<Release>>& now) const;

  bool empty() const { return counting_.empty(); }

 private:
  std::vector<Release> PrunedIn(const std::vector<Release>& all) const;

  std::shared_ptr<const std::vector<Release>> releases_;
  int64_t revision_;
  std::optional<absl::CivilDay> as_of_;
  absl::flat_hash_map<int64_t, const Release*> counting_;  // by chain
  std::vector<Release> pruned_;                            // of those, in `releases_`
};

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_VINTAGE_H_
