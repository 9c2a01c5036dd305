#include "common/rpc/health.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "grpc/health/v1/health.pb.h"

#include "common/status/error.h"
#include "common/text/utf8.h"

namespace entente::rpc {
namespace {

using grpc::health::v1::HealthCheckRequest;
using grpc::health::v1::HealthCheckResponse;

HealthCheckResponse Response(int status) {
  HealthCheckResponse response;
  response.set_status(static_cast<HealthCheckResponse::ServingStatus>(status));
  return response;
}

// Sends the state of a service whenever it is another than was sent last.
class Watcher final : public Stream<HealthCheckResponse> {
 public:
  Watcher(const Health& health, std::string service)
      : health_(health), service_(std::move(service)) {}

  absl::StatusOr<Next> Pull(HealthCheckResponse& response) override {
    const int status = health_.StatusOf(service_);
    if (status == sent_) return Next::WaitUntil(absl::InfiniteFuture());
    sent_ = status;
    response = Response(status);
    return Next::Message();
  }

 private:
  const Health& health_;
  const std::string service_;
  std::optional<int> sent_;
};

}  // namespace

Health::Health() : services_({""}) {}

void Health::Add(absl::string_view service) {
  const std::lock_guard lock(mutex_);
  services_.emplace(service);
}

void Health::StopServing() {
  const std::lock_guard lock(mutex_);
  serving_ = false;
}

int Health::StatusOf(absl::string_view service) const {
  const std::lock_guard lock(mutex_);
  if (!services_.contains(service)) return HealthCheckResponse::SERVICE_UNKNOWN;
  return serving_ ? HealthCheckResponse::SERVING : HealthCheckResponse::NOT_SERVING;
}

std::unique_ptr<Service> Health::MakeService() const {
  auto service = std::make_unique<Service>(
      *HealthCheckRequest::descriptor()->file()->FindServiceByName("Health"));
  service->Immediate<HealthCheckRequest, HealthCheckResponse>(
      "Check",
      [this](const Context&,
             const HealthCheckRequest& request) -> absl::StatusOr<HealthCheckResponse> {
        const int status = StatusOf(request.service());
        if (status != HealthCheckResponse::SERVICE_UNKNOWN) return Response(status);
        return Error(absl::StatusCode::kNotFound, "SERVICE_UNKNOWN",
                     absl::StrCat("this server has no service ", Quoted(request.service())));
      });
  service->ServerStream<HealthCheckRequest, HealthCheckResponse>(
      "Watch",
      [this](const Context&, const HealthCheckRequest& request)
          -> absl::StatusOr<std::unique_ptr<Stream<HealthCheckResponse>>> {
        return std::make_unique<Watcher>(*this, request.service());
      });
  return service;
}

}  // namespace entente::rpc
