#ifndef ENTENTE_COMMON_RPC_STREAM_H_
#define ENTENTE_COMMON_RPC_STREAM_H_

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace entente::rpc {

// What a server stream does next.
struct Next {
  enum Kind {
    kMessage,  // the message was filled in: send it, and ask again when the reader has room
    kWait,     // nothing to send now: ask again at `until`, or as soon as the server is woken
    kEnd       // the stream is complete
  };
  Kind kind;
  absl::Time until = absl::InfiniteFuture();

  static Next Message() { return {kMessage}; }
  static Next End() { return {kEnd}; }
  static Next WaitUntil(absl::Time until) { return {kWait, until}; }
};

// The sending end of a server-streaming call. It is pulled: Next is called only when the last
// message has left, so that a slow reader costs no thread and no memory. Calls never overlap.
template <typename Response>
class Stream {
 public:
  virtual ~Stream() = default;
  virtual absl::StatusOr<Next> Pull(Response& response) = 0;
};

// The receiving end of a client-streaming call. Calls never overlap. Destroyed without Finish when
// the caller breaks off.
template <typename Request, typename Response>
class Upload {
 public:
  virtual ~Upload() = default;
  // Takes the next message; an error ends the call.
  virtual absl::Status Accept(const Request& request) = 0;
  // The caller has sent everything.
  virtual absl::StatusOr<Response> Finish() = 0;
};

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_STREAM_H_
