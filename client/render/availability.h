#ifndef ENTENTE_CLIENT_RENDER_AVAILABILITY_H_
#define ENTENTE_CLIENT_RENDER_AVAILABILITY_H_

#include "client/render/page.h"
#include "entente/trade/v1/statistics_service.pb.h"

namespace entente::client {

// What each source has, a row for each reporter, flow and frequency.
void AddAvailability(const trade::v1::GetAvailabilityResponse& response, absl::string_view reporter,
                     Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_AVAILABILITY_H_
