#include "client/health.h"

#include "absl/synchronization/notification.h"
#include "google/protobuf/wrappers.pb.h"
#include "grpcpp/generic/generic_stub.h"
#include "grpcpp/impl/codegen/proto_utils.h"

#include "client/connection.h"

namespace entente::client {
namespace {

// Debian does not ship health.proto, so its messages are sent in the wire form of well-known ones:
// HealthCheckRequest{string service = 1} is that of StringValue, HealthCheckResponse{ServingStatus
// status = 1} that of Int32Value.
using Request = google::protobuf::StringValue;
using Response = google::protobuf::Int32Value;

constexpr char kMethod[] = "/grpc.health.v1.Health/Check";
constexpr int kServing = 1;

}  // namespace

absl::StatusOr<bool> IsServing(const std::string& address, const std::string& service,
                               absl::Time deadline) {
  grpc::TemplatedGenericStub<Request, Response> stub(OpenChannel(address, ""));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(deadline));
  Request request;
  request.set_value(service);
  Response response;
  grpc::Status status;
  absl::Notification done;
  stub.UnaryCall(&context, kMethod, {}, &request, &response, [&](grpc::Status result) {
    status = std::move(result);
    done.Notify();
  });
  done.WaitForNotification();
  if (!status.ok()) {
    return absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                        ShortReason(status.error_message()));
  }
  return response.value() == kServing;
}

}  // namespace entente::client
