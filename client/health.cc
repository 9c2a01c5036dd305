#include "client/health.h"

#include "grpc/health/v1/health.grpc.pb.h"

#include "client/connection.h"

namespace entente::client {

using grpc::health::v1::Health;
using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

absl::StatusOr<bool> IsServing(const std::string& address, const std::string& service,
                               absl::Time deadline) {
  Health::Stub stub(OpenChannel(address, {HealthCheckRequest::descriptor()->file()->service(0)}));
  grpc::ClientContext context;
  context.set_deadline(absl::ToChronoTime(deadline));
  HealthCheckRequest request;
  request.set_service(service);
  HealthCheckResponse response;
  if (const grpc::Status status = stub.Check(&context, request, &response); !status.ok()) {
    return absl::Status(static_cast<absl::StatusCode>(status.error_code()),
                        ShortReason(status.error_message()));
  }
  return response.status() == HealthCheckResponse::SERVING;
}

}  // namespace entente::client
