#include "trade_service/core/prune_rule.h"

#include <algorithm>
#include <cstddef>
#include <map>

#include "trade_service/core/vintage.h"

namespace entente::trade {
namespace {

// How many of the releases of a data set go, the first ones of `published`, which are in order of
// publication.
size_t Superseded(const std::vector<const Release*>& published, const PruneRule& rule) {
  if (!rule.as_of) {
    const auto latest = static_cast<size_t>(rule.latest);
    return published.size() - std::min(published.size(), latest);
  }
  const auto later = std::find_if(published.begin(), published.end(), [&](const Release* release) {
    return PublishedDay(*release) > *rule.as_of;
  });
  const auto by_then = static_cast<size_t>(later - published.begin());
  return by_then == 0 ? 0 : by_then - 1;  // the last one counts on that day
}

}  // namespace

std::vector<int64_t> ReleasesToPrune(const std::vector<Release>& all, const PruneRule& rule) {
  std::map<int64_t, std::vector<const Release*>> chains;
  for (const Release& release : all) {
    if (release.pruned || SourceOf(release) != rule.source) continue;
    if (rule.dataset.empty() || release.dataset == rule.dataset) {
      chains[release.chain].push_back(&release);
    }
  }
  std::vector<int64_t> ids;
  for (auto& [chain, releases] : chains) {
    std::sort(releases.begin(), releases.end(),
              [](const Release* a, const Release* b) { return PublishedBefore(*a, *b); });
    releases.resize(Superseded(releases, rule));
    for (const Release* release : releases) ids.push_back(release->id);
  }
  std::sort(ids.begin(), ids.end());
  return ids;
}

}  // namespace entente::trade
