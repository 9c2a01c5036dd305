#ifndef ENTENTE_CLIENT_TAKER_H_
#define ENTENTE_CLIENT_TAKER_H_

#include <functional>

#include "absl/status/status.h"

namespace entente::client {

// Is given each part of a streamed answer, in order; an error ends the call.
template <typename Response>
using Taker = std::function<absl::Status(const Response&)>;

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_TAKER_H_
