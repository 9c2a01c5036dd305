#ifndef ENTENTE_COMMON_RPC_WORKER_POOL_H_
#define ENTENTE_COMMON_RPC_WORKER_POOL_H_

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "absl/base/thread_annotations.h"

namespace entente::rpc {

// A fixed number of threads that run what may block (SQL, parsing), behind a bounded queue.
class WorkerPool {
 public:
  // `threads` >= 1. `capacity`: how many tasks may wait while every thread is at work.
  WorkerPool(int threads, size_t capacity);
  // Runs what is queued, then joins.
  ~WorkerPool();

  // False if as many tasks are at work and waiting as there are threads and places: the caller must
  // refuse the work. Steps that continue others take no place.
  [[nodiscard]] bool Submit(std::function<void()> task);

  // Queues a further step of work that was admitted before; never refused.
  void Continue(std::function<void()> task);

 private:
  struct Task {
    std::function<void()> run;
    bool submitted = false;
  };

  void Work();

  const size_t limit_;  // of submitted tasks
  std::mutex mutex_;
  std::condition_variable work_;
  std::deque<Task> tasks_ ABSL_GUARDED_BY(mutex_);
  size_t submitted_ ABSL_GUARDED_BY(mutex_) = 0;  // at work and waiting
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::vector<std::thread> threads_;
};

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_WORKER_POOL_H_
