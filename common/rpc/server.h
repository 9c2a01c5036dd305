#ifndef ENTENTE_COMMON_RPC_SERVER_H_
#define ENTENTE_COMMON_RPC_SERVER_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

#include "common/rpc/observer.h"
#include "common/rpc/service.h"

namespace entente::rpc {

struct ServerOptions {
  // "host:port"; port 0 takes a free one. Addresses other than loopback are refused unless
  // `insecure` says that an open, unencrypted port is wanted.
  std::string listen = "127.0.0.1:0";
  bool insecure = false;

  int poll_threads = 1;  // threads that talk to the network
  int workers = 2;       // threads that read from the store; one more changes it

  size_t queued_calls = 256;                       // calls that may wait to read, and to change
  int streams = 1000;                              // server streams open at a time
  int uploads = 16;                                // client streams open at a time
  absl::Duration upload_idle = absl::Seconds(60);  // how long one of them may send nothing
  int calls_per_connection = 1000;                 // open at a time; callers keep further ones back
  int message_bytes = 4 << 20;                     // of one received message
  size_t transport_bytes = 256 << 20;              // memory of gRPC for what comes in and goes out
  size_t kept_answer_bytes = 64 << 20;             // for kept answers; 0 keeps none
  absl::Duration drain = absl::Seconds(10);        // what open calls are given to end in
  bool reflection = true;                          // whether callers can ask for the contract

  // The store's head revision, for kept answers; without it none are kept.
  std::function<int64_t()> head = nullptr;
  // Told of every call that ended.
  std::vector<Observer> observers = {};
};

// A running gRPC server: one wrapper round every RPC (deadline, limits, kept answers, errors that
// may be told, observers), health by service name, reflection, and a drain that fails no
// accepted call. Thread-safe.
class Server {
 public:
  // Listens and serves. INVALID_ARGUMENT: a bad address, or one that is refused; UNAVAILABLE: the
  // port is taken. `services` must outlive the server.
  static absl::StatusOr<std::unique_ptr<Server>> Start(const ServerOptions& options,
                                                       const std::vector<const Service*>& services);
  // Drains if it was not drained.
  ~Server();

  // "host:port" with the real port.
  const std::string& address() const;

  // The head has moved: streams that wait look again.
  void Wake();

  // Health turns NOT_SERVING, tells its watchers and goes on answering Check; other calls that come
  // in, and streams that wait, end with UNAVAILABLE (DRAINING), open calls go on. When they have
  // ended and nobody has called for a while, or callers have been refused for a second, connections
  // are closed. Calls that are still open after `drain` are cancelled. Returns when all have ended.
  void Drain();

 private:
  struct State;
  explicit Server(std::unique_ptr<State> state);

  const std::unique_ptr<State> state_;
};

}  // namespace entente::rpc

#endif  // ENTENTE_COMMON_RPC_SERVER_H_
