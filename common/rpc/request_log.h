#ifndef ENTENTE_COMMON_RPC_REQUEST_LOG_H_
#define ENTENTE_COMMON_RPC_REQUEST_LOG_H_

#include "common/obs/log.h"
#include "common/rpc/observer.h"

namespace entente::rpc {

// Writes one line for every call, with the time of its start: method, code, how long it took, what
// came in and went out, who called, and the cause of a failure, which can say more than the caller
// was told. A failure that is the server's own is a warning. `log` must outlive the observer.
Observer RequestLog(obs::Log& log);

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_REQUEST_LOG_H_
