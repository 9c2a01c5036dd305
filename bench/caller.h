#ifndef ENTENTE_BENCH_CALLER_H_
#define ENTENTE_BENCH_CALLER_H_

#include <chrono>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "grpcpp/completion_queue.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/support/byte_buffer.h"
#include "grpcpp/support/status.h"

namespace entente::bench {

// What came of some calls.
struct Outcome {
  std::vector<double> latencies_us;               // Of the calls that succeeded.
  uint64_t answer_bytes = 0;                      // Of the same calls, together.
  std::map<grpc::StatusCode, uint64_t> failures;  // Number of calls by code.
  double seconds = 0;                             // From the first call to the last answer.
};

// Calls one method of one server with the given requests, in rotation. One thread, one completion
// queue, bytes instead of messages: as cheap as a gRPC client can be. Every call has a deadline of
// ten seconds. Not thread-safe.
class Caller {
 public:
  // `address` is "host:port"; each of the `channels` has a connection of its own.
  Caller(const std::string& address, int channels, std::string method,
         std::vector<grpc::ByteBuffer> requests);

  // Keeps `outstanding` calls under way for `duration`, then waits for the last of them.
  Outcome Load(int outstanding, std::chrono::duration<double> duration);

  // Makes one call with the next request and adds what came of it to `outcome`.
  void CallOnce(Outcome& outcome);

 private:
  struct Call;

  void Start(Call& call);
  Call& AwaitInto(Outcome& outcome);

  const std::string method_;
  const std::vector<grpc::ByteBuffer> requests_;
  std::vector<std::unique_ptr<grpc::GenericStub>> stubs_;
  grpc::CompletionQueue queue_;
  size_t started_ = 0;
};

}  // namespace entente::bench

#endif  // ENTENTE_BENCH_CALLER_H_
