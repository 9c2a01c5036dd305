#include "common/rpc/waiters.h"

#include <algorithm>

#include "absl/time/clock.h"

namespace entente::rpc {

uint64_t Waiters::generation() const {
  const std::lock_guard lock(mutex_);
  return generation_;
}

bool Waiters::Wait(Waiter& waiter, uint64_t seen, absl::Time until, grpc::CompletionQueue* queue) {
  const std::lock_guard lock(mutex_);
  if (generation_ != seen || waiter.gone) return false;
  waiting_.insert(&waiter);
  const absl::Time at = std::min(until, absl::Now() + absl::Hours(1));
  waiter.alarm.Set(queue, absl::ToChronoTime(at), waiter.tag);
  return true;
}

void Waiters::Returned(Waiter& waiter) {
  const std::lock_guard lock(mutex_);
  waiting_.erase(&waiter);
}

void Waiters::WakeAll() {
  const std::lock_guard lock(mutex_);
  ++generation_;
  for (Waiter* waiter : waiting_) waiter->alarm.Cancel();
}

void Waiters::Leave(Waiter& waiter) {
  const std::lock_guard lock(mutex_);
  waiter.gone = true;
  if (waiting_.contains(&waiter)) waiter.alarm.Cancel();
}

}  // namespace entente::rpc
