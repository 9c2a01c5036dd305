#ifndef ENTENTE_COMMON_RPC_PUBLIC_ERROR_H_
#define ENTENTE_COMMON_RPC_PUBLIC_ERROR_H_

#include "absl/status/status.h"

namespace entente::rpc {

// Whether the failure is the server's own and not its caller's: a reason that begins with STORE_,
// or a code that says so, such as INTERNAL.
bool IsServersOwn(const absl::Status& status);

// What the caller of a method is told of a handler's error, which stays as it is but for two
// things. What failed inside the server, a store (a reason that begins with STORE_) or a handler
// (INTERNAL, UNKNOWN), is said in a fixed sentence without paths, statements and other details, and
// with a code that blames no caller: UNAVAILABLE, RESOURCE_EXHAUSTED or DATA_LOSS as they were, all
// others INTERNAL. And what is too long for the headers that carry an error, 8 KiB in gRPC, is
// cut; its code and reason always arrive.
absl::Status PublicError(const absl::Status& status);

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_PUBLIC_ERROR_H_
