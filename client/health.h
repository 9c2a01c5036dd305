#ifndef ENTENTE_CLIENT_HEALTH_H_
#define ENTENTE_CLIENT_HEALTH_H_

#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace entente::client {

// Asks grpc.health.v1 of the server at `address` whether it serves `service` (a full name, e.g.
// "entente.trade.v1.StatisticsService"; empty for the server as a whole). NOT_FOUND: it has no such
// service. UNAVAILABLE, DEADLINE_EXCEEDED: no answer.
absl::StatusOr<bool> IsServing(const std::string& address, const std::string& service,
                               absl::Time deadline);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_HEALTH_H_
