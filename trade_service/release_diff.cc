#include "trade_service/release_diff.h"

#include <limits>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"

#include "common/api/fingerprint.h"
#include "common/api/request.h"
#include "common/rpc/page.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/block_diff.h"
#include "trade_service/core/cell_diff.h"
#include "trade_service/request.h"
#include "trade_service/resume_place.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

constexpr int kBatch = 1000;
// As the number of a place: every change of the block was given. Else how many were.
constexpr int64_t kWhole = -1;

// The block of one key in both releases; without one that does not have it.
struct BlockPair {
  std::optional<BlockState> before;
  std::optional<BlockState> after;

  const BlockKey& key() const { return (before ? before : after)->position.key; }
  bool same() const { return before && after && before->id == after->id; }
  int64_t rows() const { return (before ? before->rows : 0) + (after ? after->rows : 0); }
};

// The next blocks of a release, at most kMaxBlocksAtOnce.
absl::StatusOr<std::vector<BlockState>> NextBlocks(const Store& store, const Release& release,
                                                   const std::optional<ResumePlace>& place) {
  std::optional<BlockPosition> after;
  if (place) {
    // In order, every chain of a key stands between the two.
    const bool whole = place->number == kWhole;
    after = {place->key, whole ? std::numeric_limits<int64_t>::max() : 0};
  }
  std::vector<BlockState> blocks;
  RETURN_IF_ERROR(ScanBlocksIn(store, release, after, [&](const BlockState& block) {
    blocks.push_back(block);
    return blocks.size() < kMaxBlocksAtOnce;
  }));
  return blocks;
}

// The blocks of both, in order of key, as far as both lists go: one that is full may have a next.
std::vector<BlockPair> Join(const std::vector<BlockState>& before,
                            const std::vector<BlockState>& after) {
  std::vector<BlockPair> pairs;
  auto left = before.begin();
  auto right = after.begin();
  while (true) {
    const bool left_ended = left == before.end();
    const bool right_ended = right == after.end();
    if (left_ended && (right_ended || before.size() == kMaxBlocksAtOnce)) return pairs;
    if (right_ended && after.size() == kMaxBlocksAtOnce) return pairs;
    BlockPair& pair = pairs.emplace_back();
    if (right_ended || (!left_ended && left->position.key <= right->position.key)) {
      pair.before = *left++;
    }
    if (!right_ended && (!pair.before || right->position.key == pair.before->position.key)) {
      pair.after = *right++;
    }
  }
}

// Differences in batches. It keeps no cursor open and no block: every batch goes on behind the last
// one.
class DiffStream final : public rpc::Stream<v1::DiffReleasesResponse> {
 public:
  DiffStream(const Store& store, Release before, Release after, std::optional<ResumePlace> place,
             Decimal tolerance, int64_t revision, std::string fingerprint)
      : store_(store),
        before_(std::move(before)),
        after_(std::move(after)),
        place_(std::move(place)),
        tolerance_(tolerance),
        revision_(revision),
        fingerprint_(std::move(fingerprint)) {}

  absl::StatusOr<rpc::Next> Pull(v1::DiffReleasesResponse& response) override {
    if (ended_) return rpc::Next::End();
    RETURN_IF_ERROR(AddChanges(response));
    if (ended_ && response.changes().empty() && sent_) return rpc::Next::End();
    sent_ = true;
    response.set_changed(counts_.changed);
    response.set_added(counts_.added);
    response.set_deleted(counts_.deleted);
    response.set_resume_token(rpc::EncodePageToken(
        {.revision = revision_, .after = place_ ? FormatPlace(*place_) : ""}, fingerprint_));
    response.set_revision(revision_);
    return rpc::Next::Message();
  }

 private:
  // Goes on behind the place, until there is a batch or enough was looked at.
  absl::Status AddChanges(v1::DiffReleasesResponse& response) {
    ASSIGN_OR_RETURN(const std::vector<BlockState> before, NextBlocks(store_, before_, place_));
    ASSIGN_OR_RETURN(const std::vector<BlockState> after, NextBlocks(store_, after_, place_));
    int64_t rows = 0;
    for (const BlockPair& pair : Join(before, after)) {
      if (rows >= kMaxRowsAtOnce || response.changes_size() == kBatch) return absl::OkStatus();
      if (!place_ || place_->key != pair.key()) place_ = {pair.key(), 0};
      if (!pair.same()) {
        rows += pair.rows();
        ASSIGN_OR_RETURN(const bool whole, Compare(pair, response));
        if (!whole) return absl::OkStatus();
      }
      place_->number = kWhole;
    }
    ended_ = before.size() < kMaxBlocksAtOnce && after.size() < kMaxBlocksAtOnce;
    return absl::OkStatus();
  }

  // Adds the changes of the block that the place is in, behind those that were given, as long as
  // the batch has room. Whether it had room for all of them.
  absl::StatusOr<bool> Compare(const BlockPair& pair, v1::DiffReleasesResponse& response) {
    int64_t skip = place_->number;
    bool whole = true;
    const auto add = [&](const CellChange& change) {
      if (skip > 0) {
        --skip;
        return true;
      }
      whole = response.changes_size() < kBatch;
      if (!whole) return false;
      *response.add_changes() = ToProto(change);
      Count(change.kind, counts_);
      ++place_->number;
      return true;
    };
    RETURN_IF_ERROR(DiffBlock(store_, pair.before, pair.after, {}, tolerance_, add));
    return whole;
  }

  const Store& store_;
  const Release before_;
  const Release after_;
  std::optional<ResumePlace> place_;  // none: before the first block
  const Decimal tolerance_;
  const int64_t revision_;
  const std::string fingerprint_;
  ChangeCounts counts_;
  bool sent_ = false;
  bool ended_ = false;
};

absl::StatusOr<Decimal> CheckTolerance(const v1::DiffReleasesRequest& request) {
  if (!request.has_tolerance()) return kHalfACent;
  absl::StatusOr<Decimal> tolerance = Decimal::Parse(request.tolerance());
  if (!tolerance.ok() || *tolerance < Decimal()) {
    return InvalidField("TOLERANCE_INVALID", "tolerance", "send a decimal number of at least 0");
  }
  return tolerance;
}

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Stream<v1::DiffReleasesResponse>>> DiffReleases(
    const Store& store, const v1::DiffReleasesRequest& request) {
  const std::string fingerprint = Fingerprint(request, {"resume_token"});
  ASSIGN_OR_RETURN(const rpc::PageToken token,
                   rpc::DecodePageToken(request.resume_token(), fingerprint, "resume_token"));
  ASSIGN_OR_RETURN(const ReadPoint read, ResolveReadAt(request.read_at(), token, store.journal()));
  ASSIGN_OR_RETURN(const Release before,
                   FindRelease(store, request.before(), read.revision, "before"));
  ASSIGN_OR_RETURN(const Release after,
                   FindRelease(store, request.after(), read.revision, "after"));
  if (before.currency != after.currency) {
    return InvalidField("CURRENCIES_DIFFER", "after",
                        absl::StrCat("is in ", after.currency, " and the other one in ",
                                     before.currency, "; compare releases in one currency"));
  }
  ASSIGN_OR_RETURN(const Decimal tolerance, CheckTolerance(request));
  std::optional<ResumePlace> place;
  if (!token.after.empty()) {
    ASSIGN_OR_RETURN(place, ParsePlace(token.after));
  }
  return std::make_unique<DiffStream>(store, before, after, std::move(place), tolerance,
                                      read.revision, fingerprint);
}

}  // namespace entente::trade
