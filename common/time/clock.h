#ifndef ENTENTE_COMMON_TIME_CLOCK_H_
#define ENTENTE_COMMON_TIME_CLOCK_H_

#include "absl/time/time.h"

namespace entente {

// Where the present comes from, so that a test can choose it. Safe to use from any thread.
class Clock {
 public:
  virtual ~Clock() = default;

  virtual absl::Time Now() const = 0;
};

// The machine's clock. Lives for ever.
const Clock& SystemClock();

}  // namespace entente

#endif  // ENTENTE_COMMON_TIME_CLOCK_H_
