#include "trade_service/pair_watch.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/api/request.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/store/pruning.h"

namespace entente::trade {
namespace {

constexpr int kMaxPairs = 20;
constexpr int kMaxBlocks = 1000;

// The release that a change brings; nothing if it brings none, such as one that marks a release as
// pruned.
std::optional<Release> ReleaseOf(const Store& store, const Change& change) {
  const auto releases = store.Releases();
  const auto found = std::find_if(releases->begin(), releases->end(), [&](const Release& release) {
    return release.name == change.name && release.revision == change.revision;
  });
  if (found == releases->end()) return std::nullopt;
  return *found;
}

}  // namespace

absl::StatusOr<PairWatch> PairWatch::Of(
    const Store& store, const google::protobuf::RepeatedPtrField<std::string>& pairs) {
  if (pairs.size() > kMaxPairs) {
    return InvalidField("PAIRS_TOO_MANY", "pairs",
                        absl::StrCat("at most ", kMaxPairs, "; open another stream for the rest"));
  }
  std::vector<Pair> watched;
  for (int i = 0; i < pairs.size(); ++i) {
    const std::string field = absl::StrCat("pairs[", i, "]");
    ASSIGN_OR_RETURN(const std::vector<std::string> ids, MatchName(pairs[i], "pairs/*", field));
    ASSIGN_OR_RETURN(watched.emplace_back(), CheckPairName(ids[0], field));
  }
  return PairWatch(store, std::move(watched));
}

absl::StatusOr<bool> PairWatch::operator()(const Change& change,
                                           v1::WatchChangesResponse& response) const {
  const std::optional<Release> release = ReleaseOf(*store_, change);
  for (const Pair& pair : pairs_) {
    if (absl::StartsWith(change.name, absl::StrCat("pairs/", PairId(pair), "/"))) return true;
    if (!release) continue;
    RETURN_IF_ERROR(AddBlocks(pair.first, pair.second, *release, response));
    RETURN_IF_ERROR(AddBlocks(pair.second, pair.first, *release, response));
  }
  return !response.blocks().empty();
}

absl::Status PairWatch::AddBlocks(const std::string& reporter, const std::string& partner,
                                  const Release& release,
                                  v1::WatchChangesResponse& response) const {
  BlockQuery query;
  query.reporter = reporter;
  query.partner = partner;
  query.chain = release.chain;
  bool any = false;
  RETURN_IF_ERROR(store_->ScanBlocks(query, std::nullopt, [&](const BlockState& state) {
    any = true;
    if (response.blocks_size() == kMaxBlocks) return false;
    if (state.release != release.id) return true;
    const BlockKey& key = state.position.key;
    v1::ChangedBlock& block = *response.add_blocks();
    block.set_reporter(key.reporter);
    block.set_partner(key.partner);
    block.set_flow(key.flow);
    block.set_period(key.period.ToString());
    block.set_rows(state.rows);
    return true;
  }));
  return any ? CheckKept(*store_, release.id) : absl::OkStatus();
}

}  // namespace entente::trade
