#include "common/rpc/worker_pool.h"

#include <utility>

namespace entente::rpc {

WorkerPool::WorkerPool(int threads, size_t capacity) : limit_(threads + capacity) {
  threads_.reserve(threads);
  for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { Work(); });
}

WorkerPool::~WorkerPool() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
  }
  work_.notify_all();
  for (std::thread& thread : threads_) thread.join();
}

bool WorkerPool::Submit(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    if (submitted_ >= limit_) return false;
    ++submitted_;
    tasks_.push_back({std::move(task), /*submitted=*/true});
  }
  work_.notify_one();
  return true;
}

void WorkerPool::Continue(std::function<void()> task) {
  {
    const std::lock_guard lock(mutex_);
    tasks_.push_back({std::move(task)});
  }
  work_.notify_one();
}

void WorkerPool::Work() {
  std::unique_lock lock(mutex_);
  while (true) {
    work_.wait(lock, [this] { return !tasks_.empty() || stopping_; });
    if (tasks_.empty()) return;
    Task task = std::move(tasks_.front());
    tasks_.pop_front();
    lock.unlock();
    task.run();
    task.run = nullptr;
    lock.lock();
    if (task.submitted) --submitted_;
  }
}

}  // namespace entente::rpc
