#include "client/connection.h"

#include <algorithm>

#include "absl/time/time.h"
#include "grpcpp/create_channel.h"
#include "grpcpp/security/credentials.h"
#include "grpcpp/support/channel_arguments.h"

#include "client/service_config.h"
#include "client/version.h"
#include "common/time/clock.h"

namespace entente::client {
namespace {

// Servers count pings that come more often than every five minutes as abuse.
constexpr int kKeepaliveMs = 5 * 60 * 1000;
constexpr int kKeepaliveTimeoutMs = 20 * 1000;
constexpr int kReconnectMs = 100;
constexpr absl::Duration kConnectTime = absl::Seconds(1);
constexpr int kMaxAnswerBytes = 64 << 20;

}  // namespace

std::shared_ptr<grpc::Channel> OpenChannel(
    const std::string& address,
    const std::vector<const google::protobuf::ServiceDescriptor*>& services) {
  grpc::ChannelArguments arguments;
  arguments.SetUserAgentPrefix(absl::StrCat("entente/", Version()));
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kKeepaliveMs);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kKeepaliveTimeoutMs);
  // A second, gRPC's own, is longer than all tries of a call take.
  arguments.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, kReconnectMs);
  arguments.SetMaxReceiveMessageSize(kMaxAnswerBytes);
  arguments.SetServiceConfigJSON(ServiceConfig(services));
  return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
}

Connection::Connection(std::string server, std::string address,
                       const std::vector<const google::protobuf::ServiceDescriptor*>& services)
    : server_(std::move(server)),
      address_(std::move(address)),
      channel_(OpenChannel(address_, services)) {}

void Connection::AwaitConnection(absl::Time deadline) const {
  const absl::Time end = std::min(deadline, SystemClock().Now() + kConnectTime);
  channel_->WaitForConnected(absl::ToChronoTime(end));
}

std::string ShortReason(const std::string& message) {
  const auto last = message.rfind(": ");
  return last == std::string::npos ? message : message.substr(last + 2);
}

absl::Status Connection::ToStatus(const grpc::Status& status) const {
  if (status.ok()) return absl::OkStatus();
  const auto code = static_cast<absl::StatusCode>(status.error_code());
  if (!status.error_details().empty()) {
    return WithDetails(code, status.error_message(), status.error_details());
  }
  // Nothing came from the server: gRPC itself speaks.
  if (code == absl::StatusCode::kDeadlineExceeded) {
    return Error(code, "NO_ANSWER_IN_TIME",
                 absl::StrCat(server_, " at ", address_, " did not answer in time"))
        .With("address", address_);
  }
  return Error(code, code == absl::StatusCode::kUnavailable ? "SERVICE_UNREACHABLE" : "CALL_FAILED",
               absl::StrCat(server_, " at ", address_,
                            code == absl::StatusCode::kUnavailable ? " cannot be reached: " : ": ",
                            ShortReason(status.error_message())))
      .With("address", address_);
}

}  // namespace entente::client
