#ifndef ENTENTE_COMMON_TESTING_GRPC_STATUS_H_
#define ENTENTE_COMMON_TESTING_GRPC_STATUS_H_

#include "absl/status/status.h"
#include "grpcpp/support/status.h"

#include "common/status/error.h"

namespace entente::testing {

// What a stub returned, with the details that a caller can act on.
inline absl::Status FromGrpc(const grpc::Status& status) {
  return WithDetails(static_cast<absl::StatusCode>(status.error_code()), status.error_message(),
                     status.error_details());
}

}  // namespace entente::testing

#endif  // ENTENTE_COMMON_TESTING_GRPC_STATUS_H_
