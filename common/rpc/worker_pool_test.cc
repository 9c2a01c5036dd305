#include "common/rpc/worker_pool.h"

#include <atomic>
#include <latch>
#include <thread>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace entente::rpc {
namespace {

using ::testing::ElementsAre;

TEST(WorkerPoolTest, RunsTasksInOrder) {
  std::vector<int> order;
  {
    WorkerPool pool(1, 10);
    for (int i = 0; i < 3; ++i) EXPECT_TRUE(pool.Submit([&order, i] { order.push_back(i); }));
  }
  EXPECT_THAT(order, ElementsAre(0, 1, 2));
}

TEST(WorkerPoolTest, RunsAsManyTasksAtOnceAsThereAreThreads) {
  std::latch all(3);
  WorkerPool pool(3, 3);
  for (int i = 0; i < 3; ++i) EXPECT_TRUE(pool.Submit([&all] { all.arrive_and_wait(); }));
  all.wait();
}

TEST(WorkerPoolTest, RefusesWhatTheQueueHasNoRoomFor) {
  std::latch busy(1);
  std::latch release(1);
  std::vector<int> order;
  {
    WorkerPool pool(1, 2);
    EXPECT_TRUE(pool.Submit([&] {
      busy.count_down();
      release.wait();
    }));
    busy.wait();
    EXPECT_TRUE(pool.Submit([&order] { order.push_back(1); }));
    EXPECT_TRUE(pool.Submit([&order] { order.push_back(2); }));
    EXPECT_FALSE(pool.Submit([&order] { order.push_back(3); }));
    pool.Continue([&order] { order.push_back(4); });
    EXPECT_FALSE(pool.Submit([&order] { order.push_back(5); }));
    release.count_down();
  }
  EXPECT_THAT(order, ElementsAre(1, 2, 4));
}

TEST(WorkerPoolTest, FurtherStepsTakeNoPlaceOfOtherTasks) {
  std::latch busy(1);
  std::latch release(1);
  WorkerPool pool(1, 1);
  pool.Continue([&] {
    busy.count_down();
    release.wait();
  });
  busy.wait();
  for (int i = 0; i < 100; ++i) pool.Continue([] {});
  EXPECT_TRUE(pool.Submit([] {}));
  EXPECT_TRUE(pool.Submit([] {}));
  EXPECT_FALSE(pool.Submit([] {}));
  release.count_down();
}

TEST(WorkerPoolTest, TasksMayQueueOthersWhileItEnds) {
  std::vector<int> order;
  {
    WorkerPool pool(1, 1);
    EXPECT_TRUE(pool.Submit([&] {
      order.push_back(1);
      pool.Continue([&order] { order.push_back(2); });
    }));
  }
  EXPECT_THAT(order, ElementsAre(1, 2));
}

TEST(WorkerPoolTest, RunsEveryTaskOfManyThreadsOnce) {
  constexpr int kThreads = 4;
  constexpr int kTasks = 2000;
  std::vector<std::atomic<int>> runs(kThreads * kTasks);
  {
    WorkerPool pool(3, 16);
    std::vector<std::thread> threads;
    for (int i = 0; i < kThreads; ++i) {
      threads.emplace_back([&, i] {
        for (int k = 0; k < kTasks; ++k) {
          auto& run = runs[static_cast<size_t>(i) * kTasks + static_cast<size_t>(k)];
          while (!pool.Submit([&run] { ++run; })) std::this_thread::yield();
        }
      });
    }
    for (std::thread& thread : threads) thread.join();
  }
  for (const auto& run : runs) ASSERT_EQ(run, 1);
}

}  // namespace
}  // namespace entente::rpc
