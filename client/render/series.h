#ifndef ENTENTE_CLIENT_RENDER_SERIES_H_
#define ENTENTE_CLIENT_RENDER_SERIES_H_

#include "absl/strings/string_view.h"

#include "client/render/page.h"
#include "entente/trade/v1/statistics_service.pb.h"

namespace entente::client {

// Each series in a table: period, value, what to know about it, where it comes from. `reporter`:
// name of the country that reports.
void AddSeries(const trade::v1::GetSeriesResponse& response, absl::string_view reporter,
               Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_SERIES_H_
