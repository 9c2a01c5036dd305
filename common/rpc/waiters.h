#ifndef ENTENTE_COMMON_RPC_WAITERS_H_
#define ENTENTE_COMMON_RPC_WAITERS_H_

#include <cstdint>
#include <mutex>

#include "absl/base/thread_annotations.h"
#include "absl/container/flat_hash_set.h"
#include "absl/time/time.h"
#include "grpcpp/alarm.h"
#include "grpcpp/completion_queue.h"

namespace entente::rpc {

// A stream that may have nothing to send for a while.
struct Waiter {
  grpc::Alarm alarm;
  void* tag = nullptr;  // comes back on the queue when the wait is over
  bool gone = false;    // its caller has left: never wait again; guarded by Waiters
};

// Streams that wait for something to send. Thread-safe.
class Waiters {
 public:
  // Number of wake-ups so far. Read it before looking for something to send, and pass it to Wait,
  // so that a wake-up in between is not missed.
  uint64_t generation() const;

  // Makes `waiter.tag` come back on `queue` at `until`, or at the next wake-up. False, and nothing
  // will come back, if there was a wake-up since `seen` or the waiter is gone.
  [[nodiscard]] bool Wait(Waiter& waiter, uint64_t seen, absl::Time until,
                          grpc::CompletionQueue* queue);

  // The waiter's tag has come back.
  void Returned(Waiter& waiter);

  // Ends every wait.
  void WakeAll();

  // The waiter's caller has left: ends its wait and lets it wait no more.
  void Leave(Waiter& waiter);

 private:
  mutable std::mutex mutex_;
  uint64_t generation_ ABSL_GUARDED_BY(mutex_) = 0;
  absl::flat_hash_set<Waiter*> waiting_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_WAITERS_H_
