#include "trade_service/pair_watch.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"

#include "common/api/pairs.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/block_diff.h"
#include "trade_service/request.h"
#include "trade_service/resume_place.h"
#include "trade_service/store/pruning.h"

namespace entente::trade {
namespace {

constexpr int kMaxCodes = 20;
constexpr size_t kMaxBlocks = 1000;
constexpr int kMaxCells = 1000;
constexpr char kEveryCommodity[] = "*";

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

// The release that `release` was compared with when it was recorded: of its data set the last one
// before it that was kept then; nothing if it is the first.
std::optional<Release> PreviousOf(const Store& store, const Release& release) {
  const auto releases = store.Releases();
  const auto found = std::find_if(
      releases->rend() - (release.id - 1), releases->rend(), [&](const Release& earlier) {
        return earlier.chain == release.chain &&
               (!earlier.pruned || earlier.pruned->revision > release.revision);
      });
  if (found == releases->rend()) return std::nullopt;
  return *found;
}

// In order, each once; empty for every one.
absl::StatusOr<std::vector<std::string>> CheckCommodities(const v1::WatchChangesRequest& request) {
  if (request.commodities_size() > kMaxCodes) {
    return InvalidField("COMMODITIES_TOO_MANY", "commodities",
                        absl::StrCat("at most ", kMaxCodes, "; \"*\" is every one"));
  }
  std::vector<std::string> commodities;
  bool every = false;
  for (int i = 0; i < request.commodities_size(); ++i) {
    const std::string field = absl::StrCat("commodities[", i, "]");
    if (request.commodities(i) == kEveryCommodity) {
      every = true;
      continue;
    }
    if (request.commodities(i).empty()) {
      return InvalidField("COMMODITY_INVALID", field, "is empty; send TOTAL, a code or \"*\"");
    }
    ASSIGN_OR_RETURN(commodities.emplace_back(),
                     CheckCommodity(request.commodities(i), kTotal, field));
  }
  if (every) return std::vector<std::string>();
  std::sort(commodities.begin(), commodities.end());
  commodities.erase(std::unique(commodities.begin(), commodities.end()), commodities.end());
  return commodities;
}

v1::ChangedBlock ToProto(const BlockState& state) {
  const BlockKey& key = state.position.key;
  v1::ChangedBlock block;
  block.set_reporter(key.reporter);
  block.set_partner(key.partner);
  block.set_flow(key.flow);
  block.set_period(key.period.ToString());
  block.set_rows(state.rows);
  return block;
}

}  // namespace

absl::StatusOr<PairWatch> PairWatch::Of(const Store& store,
                                        const v1::WatchChangesRequest& request) {
  if (request.pairs().empty()) {
    return InvalidField("PAIRS_MISSING", "pairs",
                        "name the pairs whose cells are wanted; to watch everything, leave "
                        "commodities out");
  }
  ASSIGN_OR_RETURN(std::vector<Pair> pairs, CheckPairs(request.pairs(), "pairs"));
  Commodities commodities;
  if (!request.commodities().empty()) {
    ASSIGN_OR_RETURN(commodities, CheckCommodities(request));
  }
  return PairWatch(store, std::move(pairs), std::move(commodities));
}

absl::StatusOr<bool> PairWatch::operator()(const Change& change,
                                           v1::WatchChangesResponse& response) const {
  for (const Pair& pair : pairs_) {
    if (absl::StartsWith(change.name, absl::StrCat("pairs/", PairId(pair), "/"))) return true;
  }
  const std::optional<Release> release = ReleaseOf(*store_, change);
  if (!release) return false;
  std::vector<BlockChange> changes;
  for (const Pair& pair : pairs_) {
    RETURN_IF_ERROR(Find(pair.first, pair.second, *release, changes));
    RETURN_IF_ERROR(Find(pair.second, pair.first, *release, changes));
  }
  if (changes.empty()) return false;
  if (changes.size() > kMaxBlocks) {
    changes.pop_back();
    response.set_cells_incomplete(commodities_.has_value());
  }
  for (const BlockChange& each : changes) *response.add_blocks() = ToProto(each.after);
  if (commodities_) RETURN_IF_ERROR(AddCells(*release, changes, response));
  return true;
}

// Adds the blocks that the release changes, up to one more than is sent.
absl::Status PairWatch::Find(const std::string& reporter, const std::string& partner,
                             const Release& release, std::vector<BlockChange>& changes) const {
  BlockQuery query;
  query.reporter = reporter;
  query.partner = partner;
  query.chain = release.chain;
  bool any = false;
  std::optional<BlockState> last;
  RETURN_IF_ERROR(store_->ScanBlocks(query, std::nullopt, [&](const BlockState& state) {
    any = true;
    if (changes.size() > kMaxBlocks) return false;
    if (state.release == release.id) {
      const bool had = last && last->position == state.position && last->rows > 0;
      changes.push_back({.before = had ? last : std::nullopt, .after = state});
    }
    last = state;
    return true;
  }));
  return any ? CheckKept(*store_, release.id) : absl::OkStatus();
}

absl::Status PairWatch::AddCells(const Release& release, const std::vector<BlockChange>& changes,
                                 v1::WatchChangesResponse& response) const {
  const std::optional<Release> previous = PreviousOf(*store_, release);
  const bool comparable = previous && previous->currency == release.currency;
  if (previous) response.set_previous_release(previous->name);
  bool whole = true;
  const auto add = [&](const CellChange& change) {
    whole = response.cells_size() < kMaxCells;
    if (whole) *response.add_cells() = ToProto(change);
    return whole;
  };
  const auto diff = [&](const std::optional<BlockState>& before,
                        const std::optional<BlockState>& after) {
    return DiffBlock(*store_, before, after, *commodities_, kHalfACent, add);
  };
  int64_t rows = 0;  // that were decoded
  for (const auto& [before, state] : changes) {
    if (commodities_->empty()) rows += (before ? before->rows : 0) + state.rows;
    whole = whole && rows <= kMaxRowsAtOnce;
    if (!whole) break;
    const auto after = state.rows > 0 ? std::optional(state) : std::nullopt;
    if (comparable) {
      RETURN_IF_ERROR(diff(before, after));
    } else {
      RETURN_IF_ERROR(diff(before, std::nullopt));
      if (whole) RETURN_IF_ERROR(diff(std::nullopt, after));
    }
  }
  if (!whole) response.set_cells_incomplete(true);
  return previous ? CheckKept(*store_, previous->id) : absl::OkStatus();
}

}  // namespace entente::trade
