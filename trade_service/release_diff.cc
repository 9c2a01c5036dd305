#include "trade_service/release_diff.h"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"

#include "common/rpc/fingerprint.h"
#include "common/rpc/page.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "trade_service/block.h"
#include "trade_service/core/cell_diff.h"
#include "trade_service/request.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

constexpr int kBatch = 1000;

// The block of one key in both releases; without one that does not have it.
struct BlockPair {
  std::optional<BlockState> before;
  std::optional<BlockState> after;
};

// The blocks that are not the same in both, in order of key.
std::vector<BlockPair> DifferentBlocks(const std::vector<BlockState>& before,
                                       const std::vector<BlockState>& after) {
  std::vector<BlockPair> pairs;
  auto left = before.begin();
  auto right = after.begin();
  while (left != before.end() || right != after.end()) {
    if (right == after.end() ||
        (left != before.end() && left->position.key < right->position.key)) {
      pairs.push_back({*left++, std::nullopt});
    } else if (left == before.end() || right->position.key < left->position.key) {
      pairs.push_back({std::nullopt, *right++});
    } else {
      if (left->id != right->id) pairs.push_back({*left, *right});
      ++left;
      ++right;
    }
  }
  return pairs;
}

absl::StatusOr<std::vector<Observation>> ReadRows(const Store& store, const BlockState& state) {
  ASSIGN_OR_RETURN(const BlockBytes bytes, store.ReadBlock(state));
  return DecodeBlock(state.position.key, bytes.columns, bytes.locators);
}

// Counts one change in a message that has the three counts.
template <typename Proto>
void Count(CellChange::Kind kind, Proto& proto) {
  switch (kind) {
    case CellChange::Kind::kChanged:
      return proto.set_changed(proto.changed() + 1);
    case CellChange::Kind::kAdded:
      return proto.set_added(proto.added() + 1);
    case CellChange::Kind::kDeleted:
      return proto.set_deleted(proto.deleted() + 1);
  }
}

v1::CellChangeKind ToProto(CellChange::Kind kind) {
  switch (kind) {
    case CellChange::Kind::kChanged:
      return v1::CELL_CHANGE_KIND_CHANGED;
    case CellChange::Kind::kAdded:
      return v1::CELL_CHANGE_KIND_ADDED;
    case CellChange::Kind::kDeleted:
      return v1::CELL_CHANGE_KIND_DELETED;
  }
  return v1::CELL_CHANGE_KIND_UNSPECIFIED;
}

void SetCell(const CellChange& change, v1::CellChange& proto) {
  const Cell& cell = (change.before != nullptr ? change.before : change.after)->cell;
  proto.set_reporter(cell.reporter);
  proto.set_partner(cell.partner);
  proto.set_flow(cell.flow);
  proto.set_period(cell.period.ToString());
  proto.set_commodity(cell.commodity);
  proto.set_classification(cell.classification);
  if (change.before != nullptr) {
    proto.set_before(change.before->value.ToString());
    proto.set_cell_before(change.before->locator);
  }
  if (change.after != nullptr) {
    proto.set_after(change.after->value.ToString());
    proto.set_cell_after(change.after->locator);
  }
}

class DiffStream final : public rpc::Stream<v1::DiffReleasesResponse> {
 public:
  DiffStream(const Store& store, std::vector<BlockPair> pairs, size_t next, Decimal tolerance,
             int64_t revision, std::string fingerprint)
      : store_(store),
        pairs_(std::move(pairs)),
        next_(next),
        tolerance_(tolerance),
        revision_(revision),
        fingerprint_(std::move(fingerprint)) {}

  absl::StatusOr<rpc::Next> Pull(v1::DiffReleasesResponse& response) override {
    if (ended_) return rpc::Next::End();
    while (next_ < pairs_.size() && response.changes_size() < kBatch) {
      RETURN_IF_ERROR(Compare(pairs_[next_], response));
      ++next_;
    }
    ended_ = next_ == pairs_.size();
    if (ended_ && response.changes().empty() && sent_) return rpc::Next::End();
    sent_ = true;
    response.set_changed(counts_.changed());
    response.set_added(counts_.added());
    response.set_deleted(counts_.deleted());
    response.set_resume_token(
        rpc::EncodePageToken({.revision = revision_, .after = absl::StrCat(next_)}, fingerprint_));
    return rpc::Next::Message();
  }

 private:
  absl::StatusOr<std::vector<Observation>> Rows(const std::optional<BlockState>& state) const {
    if (!state) return std::vector<Observation>();
    return ReadRows(store_, *state);
  }

  absl::Status Compare(const BlockPair& pair, v1::DiffReleasesResponse& response) {
    ASSIGN_OR_RETURN(const std::vector<Observation> before, Rows(pair.before));
    ASSIGN_OR_RETURN(const std::vector<Observation> after, Rows(pair.after));
    return DiffCells(before, after, tolerance_, [&](const CellChange& change) {
      v1::CellChange& proto = *response.add_changes();
      proto.set_kind(ToProto(change.kind));
      SetCell(change, proto);
      Count(change.kind, counts_);
      return true;
    });
  }

  const Store& store_;
  const std::vector<BlockPair> pairs_;
  size_t next_;  // of pairs_
  const Decimal tolerance_;
  const int64_t revision_;
  const std::string fingerprint_;
  v1::DiffReleasesResponse counts_;
  bool sent_ = false;
  bool ended_ = false;
};

absl::StatusOr<Decimal> CheckTolerance(const v1::DiffReleasesRequest& request) {
  if (!request.has_tolerance()) return kHalfACent;
  const absl::StatusOr<Decimal> tolerance = Decimal::Parse(request.tolerance());
  if (!tolerance.ok() || *tolerance < Decimal()) {
    return InvalidField("TOLERANCE_INVALID", "tolerance", "send a decimal number of at least 0");
  }
  return tolerance;
}

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Stream<v1::DiffReleasesResponse>>> DiffReleases(
    const Store& store, const v1::DiffReleasesRequest& request) {
  const int64_t revision = store.journal().Head();
  ASSIGN_OR_RETURN(const Release before, FindRelease(store, request.before(), revision, "before"));
  ASSIGN_OR_RETURN(const Release after, FindRelease(store, request.after(), revision, "after"));
  if (before.currency != after.currency) {
    return InvalidField("CURRENCIES_DIFFER", "after",
                        absl::StrCat("is in ", after.currency, " and the other one in ",
                                     before.currency, "; compare releases in one currency"));
  }
  ASSIGN_OR_RETURN(const Decimal tolerance, CheckTolerance(request));
  const std::string fingerprint = rpc::Fingerprint(request, {"resume_token"});
  ASSIGN_OR_RETURN(const rpc::PageToken token,
                   rpc::DecodePageToken(request.resume_token(), fingerprint, "resume_token"));
  size_t next = 0;
  if (token.revision != 0 && !absl::SimpleAtoi(token.after, &next)) {
    return InvalidField("PAGE_TOKEN_INVALID", "resume_token", "not a token of this stream");
  }
  ASSIGN_OR_RETURN(const std::vector<BlockState> blocks_before, BlocksIn(store, before));
  ASSIGN_OR_RETURN(const std::vector<BlockState> blocks_after, BlocksIn(store, after));
  std::vector<BlockPair> pairs = DifferentBlocks(blocks_before, blocks_after);
  next = std::min(next, pairs.size());
  return std::make_unique<DiffStream>(store, std::move(pairs), next, tolerance, revision,
                                      fingerprint);
}

}  // namespace entente::trade
