#ifndef ENTENTE_COMMON_TESTING_ECHO_SERVER_H_
#define ENTENTE_COMMON_TESTING_ECHO_SERVER_H_

#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "grpcpp/channel.h"

#include "common/rpc/server.h"
#include "common/rpc/service.h"
#include "common/testing/echo_service.grpc.pb.h"
#include "common/testing/grpc_status.h"

namespace entente::testing {

// What an EchoServer does; a test sets what it is about.
struct EchoHandlers {
  // Say the text again, by default.
  std::function<absl::StatusOr<v1::SayResponse>(const rpc::Context&, const v1::SayRequest&)> say =
      nullptr;
  std::function<absl::StatusOr<v1::RecallResponse>(const rpc::Context&, const v1::RecallRequest&)>
      recall = nullptr;
  // Refuse, by default.
  std::function<absl::StatusOr<std::unique_ptr<rpc::Stream<v1::CountResponse>>>(
      const rpc::Context&, const v1::CountRequest&)>
      count = nullptr;
  std::function<absl::StatusOr<std::unique_ptr<rpc::Upload<v1::UploadRequest, v1::UploadResponse>>>(
      const rpc::Context&)>
      upload = nullptr;
};

// A call that has ended on the server.
struct EndedCall {
  std::string method;
  absl::Status status;  // as the caller was told
  absl::Status cause;
  int64_t messages_in = 0;
  int64_t messages_out = 0;
  int64_t bytes_in = 0;
  int64_t bytes_out = 0;
  bool kept_answer = false;
};

// A server of EchoService in this process, on a free port, and a client of it.
class EchoServer {
 public:
  explicit EchoServer(EchoHandlers handlers = {}, rpc::ServerOptions options = {});

  rpc::Server& server() { return *server_; }
  v1::EchoService::Stub& stub() { return *stub_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return channel_; }

  // Call the methods of these names; what they answered.
  absl::StatusOr<std::string> Say(const std::string& text);
  absl::StatusOr<std::string> Recall(const std::string& text);

  // The next call that ended, in order of ending; waits for it.
  EndedCall NextEnded();

 private:
  void Observe(const rpc::CallRecord& call);

  std::mutex mutex_;
  std::condition_variable ended_added_;
  std::deque<EndedCall> ended_;
  rpc::Service service_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<v1::EchoService::Stub> stub_;
};

// Calls a unary method, e.g. "/entente.testing.v1.EchoService/Say", with any bytes.
absl::StatusOr<std::string> CallWithBytes(const std::shared_ptr<grpc::Channel>& channel,
                                          const std::string& method, absl::string_view bytes);

}  // namespace entente::testing

#endif  // ENTENTE_COMMON_TESTING_ECHO_SERVER_H_
