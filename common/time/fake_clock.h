#ifndef ENTENTE_COMMON_TIME_FAKE_CLOCK_H_
#define ENTENTE_COMMON_TIME_FAKE_CLOCK_H_

#include <mutex>

#include "absl/time/time.h"

#include "common/time/clock.h"

namespace entente {

// Test only. A clock that stands still until it is set or moved on, from any thread.
class FakeClock final : public Clock {
 public:
  explicit FakeClock(absl::Time now) : now_(now) {}

  absl::Time Now() const override {
    std::lock_guard lock(mutex_);
    return now_;
  }

  void Set(absl::Time now) {
    std::lock_guard lock(mutex_);
    now_ = now;
  }

  void Advance(absl::Duration step) {
    std::lock_guard lock(mutex_);
    now_ += step;
  }

 private:
  mutable std::mutex mutex_;
  absl::Time now_;
};

}  // namespace entente

#endif  // ENTENTE_COMMON_TIME_FAKE_CLOCK_H_
