#ifndef ENTENTE_COMMON_API_WATCH_H_
#define ENTENTE_COMMON_API_WATCH_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"

#include "common/api/convert.h"
#include "common/journal/journal.h"
#include "common/rpc/stream.h"
#include "common/status/error.h"
#include "common/status/status_macros.h"
#include "common/time/clock.h"

namespace entente {

// Told after every commit, so that watchers look again.
using OnCommit = std::function<void()>;

// The WatchChanges stream of both services: changes behind a revision as they are recorded, and
// checkpoints. `Response` is the service's WatchChangesResponse.
template <typename Response>
class WatchStream final : public rpc::Stream<Response> {
 public:
  // Whether a change is wanted; adds to its message what the service has to say of it.
  using Select = std::function<absl::StatusOr<bool>(const Change& change, Response& response)>;

  // `request` is the service's WatchChangesRequest; without `select` every change is wanted.
  // INVALID_ARGUMENT, OUT_OF_RANGE.
  template <typename Request>
  static absl::StatusOr<std::unique_ptr<rpc::Stream<Response>>> Open(const Request& request,
                                                                     const Journal& journal,
                                                                     const Clock& clock,
                                                                     Select select = nullptr) {
    if (request.after_revision() < 0) {
      return InvalidField("REVISION_INVALID", "after_revision", "must not be negative");
    }
    if (request.after_revision() > journal.Head()) {
      return Error(absl::StatusCode::kOutOfRange, "REVISION_NOT_REACHED",
                   absl::StrCat("after_revision: the store is at revision ", journal.Head(),
                                "; go on from that one or an earlier one"))
          .With("head", absl::StrCat(journal.Head()));
    }
    absl::Duration interval = absl::Seconds(10);
    if (request.has_checkpoint_interval()) {
      interval = absl::Seconds(request.checkpoint_interval().seconds()) +
                 absl::Nanoseconds(request.checkpoint_interval().nanos());
      if (interval < absl::Milliseconds(100) || interval > absl::Hours(1)) {
        return InvalidField("INTERVAL_INVALID", "checkpoint_interval",
                            "must be from 100 ms to 1 h");
      }
    }
    return std::unique_ptr<rpc::Stream<Response>>(
        new WatchStream(request.after_revision(), interval, journal, clock, std::move(select)));
  }

  absl::StatusOr<rpc::Next> Pull(Response& response) override {
    if (sent_ == changes_.size()) {
      sent_ = 0;
      ASSIGN_OR_RETURN(changes_, journal_.Changes(revision_, kChangesAtOnce));
    }
    const absl::Time now = clock_.Now();
    for (int looked_at = 0; sent_ < changes_.size(); ++looked_at) {
      if (looked_at == kLookedAtAtOnce) return rpc::Next::WaitUntil(now);
      const Change& change = changes_[sent_++];
      // Only a revision that was sent whole counts as seen.
      if (sent_ == changes_.size()) revision_ = change.revision;
      next_checkpoint_ = now;
      if (select_) {
        ASSIGN_OR_RETURN(const bool wanted, select_(change, response));
        if (!wanted) continue;
      }
      *response.mutable_change() = ToProto(change);
      return rpc::Next::Message();
    }
    if (now < next_checkpoint_) return rpc::Next::WaitUntil(next_checkpoint_);
    response.mutable_checkpoint()->set_revision(revision_);
    *response.mutable_checkpoint()->mutable_time() = ToProto(now);
    next_checkpoint_ = now + interval_;
    return rpc::Next::Message();
  }

 private:
  static constexpr int kChangesAtOnce = 1000;
  static constexpr int kLookedAtAtOnce = 100;  // others have their turn in between

  WatchStream(int64_t after, absl::Duration interval, const Journal& journal, const Clock& clock,
              Select select)
      : journal_(journal),
        clock_(clock),
        interval_(interval),
        select_(std::move(select)),
        revision_(after) {}

  const Journal& journal_;
  const Clock& clock_;
  const absl::Duration interval_;
  const Select select_;
  int64_t revision_;             // everything up to it was sent
  std::vector<Change> changes_;  // whole revisions
  size_t sent_ = 0;              // of them
  absl::Time next_checkpoint_ = absl::InfinitePast();
};

}  // namespace entente

#endif  // ENTENTE_COMMON_API_WATCH_H_
