#ifndef ENTENTE_COMMON_RPC_CONTEXT_H_
#define ENTENTE_COMMON_RPC_CONTEXT_H_

#include <atomic>
#include <string>

#include "absl/strings/string_view.h"
#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace entente::rpc {

// One call, as its handler sees it. Lives as long as the call.
struct Context {
  absl::string_view method;  // full name, "entente.trade.v1.StatisticsService.GetSeries"
  std::string principal;     // who calls; "anonymous" where nobody is identified
  absl::Time deadline = absl::InfiniteFuture();
  std::atomic<bool> cancelled = false;  // the caller is gone; streams only

  // Whether the deadline has passed.
  bool Late() const { return absl::Now() >= deadline; }
};

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_CONTEXT_H_
