#include "common/rpc/call.h"

namespace entente::rpc {

void AwaitCall(const Entrance& entrance) {
  const Method& method = entrance.service.methods()[entrance.method];
  if (method.unary) {
    AwaitUnaryCall(entrance);
  } else if (method.server_stream) {
    AwaitServerStreamCall(entrance);
  } else {
    AwaitClientStreamCall(entrance);
  }
}

}  // namespace entente::rpc
