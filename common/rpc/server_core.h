#ifndef ENTENTE_COMMON_RPC_SERVER_CORE_H_
#define ENTENTE_COMMON_RPC_SERVER_CORE_H_

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "common/rpc/answer_cache.h"
#include "common/rpc/observer.h"
#include "common/rpc/server.h"
#include "common/rpc/waiters.h"
#include "common/rpc/worker_pool.h"

namespace entente::rpc {

// What all calls of a server share.
struct ServerCore {
  explicit ServerCore(const ServerOptions& server_options)
      : options(server_options),
        answers(server_options.kept_answer_bytes),
        reads(server_options.workers, server_options.queued_calls),
        mutations(1, server_options.queued_calls),
        uploads(1, server_options.uploads) {}

  const ServerOptions options;
  AnswerCache answers;
  Waiters waiters;
  std::atomic<bool> draining = false;
  std::atomic<int> calls = 0;        // awaited at an entrance, or accepted and not yet ended
  std::atomic<int> admitted = 0;     // accepted, not refused for stopping, and not yet ended
  std::atomic<int64_t> refused = 0;  // for stopping
  std::atomic<int> streams = 0;      // server streams that are accepted and have not ended
  std::atomic<int> open_uploads = 0;
  // Last, so that their threads end first.
  WorkerPool reads;
  WorkerPool mutations;
  WorkerPool uploads;
};

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_SERVER_CORE_H_
