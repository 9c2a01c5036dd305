#include "trade_service/observation_stream.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/api/convert.h"
#include "common/api/fingerprint.h"
#include "common/api/request.h"
#include "common/rpc/page.h"
#include "common/status/status_macros.h"
#include "trade_service/block.h"
#include "trade_service/convert.h"
#include "trade_service/observation_filter.h"
#include "trade_service/request.h"
#include "trade_service/resume_place.h"
#include "trade_service/store/snapshot.h"

namespace entente::trade {
namespace {

// Observations in batches of blocks. It keeps no cursor open: every batch goes on behind the last
// one, so that a slow reader holds nothing.
class ObservationStream final : public rpc::Stream<v1::StreamObservationsResponse> {
 public:
  static absl::StatusOr<std::unique_ptr<ObservationStream>> Open(
      const Store& store, const v1::StreamObservationsRequest& request) {
    BlockQuery query;
    if (!request.reporter().empty()) {
      ASSIGN_OR_RETURN(query.reporter, CheckReporter(request.reporter(), "reporter"));
    }
    if (!request.partner().empty()) {
      ASSIGN_OR_RETURN(query.partner, CheckArea(request.partner(), "partner"));
    }
    ASSIGN_OR_RETURN(query.flow, CheckFlow(request.flow(), ""));
    ASSIGN_OR_RETURN(query.frequency, FromProto(request.frequency(), "frequency"));
    ASSIGN_OR_RETURN(ObservationFilter filter, ObservationFilter::Of(request));
    const std::string fingerprint = Fingerprint(request, {"resume_token"});
    ASSIGN_OR_RETURN(const rpc::PageToken token,
                     rpc::DecodePageToken(request.resume_token(), fingerprint, "resume_token"));
    std::optional<BlockPosition> after;
    if (!token.after.empty()) {
      ASSIGN_OR_RETURN(ResumePlace place, ParsePlace(token.after));
      after = {std::move(place.key), place.number};
    }
    ASSIGN_OR_RETURN(const ReadPoint read,
                     ResolveReadAt(request.read_at(), token, store.journal()));
    RETURN_IF_ERROR(CheckSource(store, request.source(), read.revision));
    ASSIGN_OR_RETURN(Snapshot snapshot, Snapshot::Take(store, read.revision, read.as_of));
    return std::unique_ptr<ObservationStream>(
        new ObservationStream(store, std::move(query), std::move(filter), std::move(snapshot),
                              read.revision, std::move(after), fingerprint));
  }

  absl::StatusOr<rpc::Next> Pull(v1::StreamObservationsResponse& response) override {
    if (done_) return rpc::Next::End();
    std::vector<BlockState> blocks;
    std::optional<BlockPosition> last;
    size_t passed = 0;
    int64_t rows = 0;
    RETURN_IF_ERROR(snapshot_.ScanBlocks(query_, after_, [&](const BlockState& block) {
      last = block.position;
      if (filter_.HoldsOf(block.position.key, ReleaseOf(block)).value_or(true)) {
        blocks.push_back(block);
        rows += block.rows;
      }
      return ++passed < kMaxBlocksAtOnce && rows < kMaxRowsAtOnce;
    }));
    done_ = passed < kMaxBlocksAtOnce && rows < kMaxRowsAtOnce;
    if (last) after_ = std::move(last);
    for (const BlockState& block : blocks) RETURN_IF_ERROR(AddBlock(block, response));
    found_ = found_ || !response.blocks().empty();
    if (done_ && response.blocks().empty()) {
      if (found_) return rpc::Next::End();
      ASSIGN_OR_RETURN(const bool filtered, FoundBeforeTheFilter());
      ASSIGN_OR_RETURN(const EmptyReason reason, snapshot_.WhyEmpty(asked_, filtered));
      response.set_empty_reason(ToProto(reason));
    }
    response.set_resume_token(rpc::EncodePageToken(
        {.revision = revision_, .after = after_ ? FormatPlace({after_->key, after_->chain}) : ""},
        fingerprint_));
    response.set_revision(revision_);
    return rpc::Next::Message();
  }

 private:
  ObservationStream(const Store& store, BlockQuery asked, ObservationFilter filter,
                    Snapshot snapshot, int64_t revision, std::optional<BlockPosition> after,
                    std::string fingerprint)
      : store_(store),
        asked_(std::move(asked)),
        filter_(std::move(filter)),
        query_(Narrowed(asked_, filter_)),
        snapshot_(std::move(snapshot)),
        revision_(revision),
        fingerprint_(std::move(fingerprint)),
        after_(std::move(after)),
        found_(after_.has_value()) {}

  static BlockQuery Narrowed(BlockQuery query, const ObservationFilter& filter) {
    filter.Narrow(query);
    return query;
  }

  const Release& ReleaseOf(const BlockState& block) const {
    return *snapshot_.vintage().Find(block.release);
  }

  // Whether there are blocks that the filter alone leaves out.
  absl::StatusOr<bool> FoundBeforeTheFilter() const {
    bool found = after_.has_value();
    if (found) return true;
    RETURN_IF_ERROR(snapshot_.ScanBlocks(asked_, std::nullopt, [&](const BlockState&) {
      found = true;
      return false;
    }));
    return found;
  }

  // Adds a block as it is stored or, if the filter does not hold of all its rows, those of which it
  // does.
  absl::Status AddBlock(const BlockState& state, v1::StreamObservationsResponse& response) const {
    ASSIGN_OR_RETURN(const BlockBytes bytes, store_.ReadBlock(state));
    v1::ObservationBlock block;
    RETURN_IF_ERROR(DecodeBlock(bytes.columns, bytes.locators, block));
    const BlockKey& key = state.position.key;
    const Release& release = ReleaseOf(state);
    if (filter_.HoldsOf(key, release) != true) {
      const auto keep = [&](const Observation& row) { return filter_.HoldsOf(key, release, row); };
      ASSIGN_OR_RETURN(const bool any, KeepRows(key, keep, block));
      if (!any) return absl::OkStatus();
    }
    block.set_reporter(key.reporter);
    block.set_partner(key.partner);
    block.set_flow(key.flow);
    block.set_period(key.period.ToString());
    block.set_release(release.name);
    block.set_currency(release.currency);
    *response.add_blocks() = std::move(block);
    return absl::OkStatus();
  }

  const Store& store_;
  const BlockQuery asked_;  // by the request's fields
  const ObservationFilter filter_;
  const BlockQuery query_;  // `asked_`, narrowed by the filter
  const Snapshot snapshot_;
  const int64_t revision_;
  const std::string fingerprint_;
  std::optional<BlockPosition> after_;
  bool found_;  // a block with rows; of a stream that goes on, as far as is known
  bool done_ = false;
};

}  // namespace

absl::StatusOr<std::unique_ptr<rpc::Stream<v1::StreamObservationsResponse>>> StreamObservations(
    const Store& store, const v1::StreamObservationsRequest& request) {
  return ObservationStream::Open(store, request);
}

}  // namespace entente::trade
