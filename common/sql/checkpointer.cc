#include "common/sql/checkpointer.h"

#include <utility>

namespace entente::sql {
namespace {

constexpr int kPages = 1000;  // of the log; what SQLite's own checkpoints begin at

}  // namespace

Checkpointer::Checkpointer(std::mutex& mutex, Database& writer)
    : write_mutex_(mutex), writer_(writer) {
  writer_.AfterCommit([this](int pages) {
    if (pages < kPages) return;
    const std::lock_guard lock(mutex_);
    due_ = true;
    told_.notify_one();
  });
  thread_ = std::thread([this] { Run(); });
}

Checkpointer::~Checkpointer() {
  {
    const std::lock_guard lock(mutex_);
    stopping_ = true;
    told_.notify_one();
  }
  thread_.join();
}

void Checkpointer::MakeIfDue() {
  {
    const std::lock_guard lock(mutex_);
    if (!std::exchange(due_, false)) return;
  }
  // What cannot be moved stays in the log, and is due again at the next commit.
  writer_.Checkpoint().IgnoreError();
}

void Checkpointer::Run() {
  while (true) {
    {
      std::unique_lock lock(mutex_);
      told_.wait(lock, [this] { return due_ || stopping_; });
      if (stopping_) return;  // what is left is moved when the file is closed
    }
    const std::lock_guard lock(write_mutex_);
    MakeIfDue();
  }
}

}  // namespace entente::sql
