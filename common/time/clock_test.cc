#include "common/time/clock.h"

#include <thread>

#include "absl/time/clock.h"
#include "gtest/gtest.h"

#include "common/time/fake_clock.h"

namespace entente {
namespace {

TEST(SystemClockTest, TellsTheTime) {
  const absl::Time before = absl::Now();
  const absl::Time now = SystemClock().Now();
  EXPECT_LE(before, now);
  EXPECT_LE(now, absl::Now());
}

TEST(FakeClockTest, StandsStillUntilMoved) {
  FakeClock clock(absl::UnixEpoch());
  EXPECT_EQ(clock.Now(), absl::UnixEpoch());
  EXPECT_EQ(clock.Now(), absl::UnixEpoch());
  clock.Advance(absl::Seconds(5));
  EXPECT_EQ(clock.Now(), absl::FromUnixSeconds(5));
  clock.Set(absl::FromUnixSeconds(2));
  EXPECT_EQ(clock.Now(), absl::FromUnixSeconds(2));
}

TEST(FakeClockTest, LosesNoStepOfAnyThread) {
  constexpr int kSteps = 1000;
  FakeClock clock(absl::UnixEpoch());
  auto advance = [&clock] {
    for (int i = 0; i < kSteps; ++i) clock.Advance(absl::Seconds(1));
  };
  std::thread one(advance);
  std::thread other(advance);
  one.join();
  other.join();
  EXPECT_EQ(clock.Now(), absl::FromUnixSeconds(2 * kSteps));
}

}  // namespace
}  // namespace entente
