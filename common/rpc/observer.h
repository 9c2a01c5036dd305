#ifndef ENTENTE_COMMON_RPC_OBSERVER_H_
#define ENTENTE_COMMON_RPC_OBSERVER_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "absl/time/time.h"

#include "common/rpc/context.h"

namespace entente::rpc {

// A call that has ended, for logs and metrics.
struct CallRecord {
  const Context& context;
  const absl::Status& status;  // as the caller was told
  const absl::Status& cause;   // as it was before PublicError: may name paths and statements
  std::string peer;            // address that the call came from, as gRPC writes it
  absl::Time started;
  absl::Duration duration = absl::ZeroDuration();
  int64_t messages_in = 0;
  int64_t messages_out = 0;
  int64_t bytes_in = 0;
  int64_t bytes_out = 0;
  bool kept_answer = false;  // it was answered from kept answers
};

// Called once for every call, on a thread that serves others: must be quick and not block.
using Observer = std::function<void(const CallRecord&)>;

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_OBSERVER_H_
