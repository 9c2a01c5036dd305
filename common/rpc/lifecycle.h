#ifndef ENTENTE_COMMON_RPC_LIFECYCLE_H_
#define ENTENTE_COMMON_RPC_LIFECYCLE_H_

#include <signal.h>

namespace entente::rpc {

// SIGTERM and SIGINT, taken out of the way of every thread. Make it first in main, before any
// thread starts: threads inherit the mask.
class StopSignals {
 public:
  StopSignals();
  // Returns when one of them arrives; says which.
  int Wait() const;

 private:
  sigset_t signals_;
};

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_LIFECYCLE_H_
