#ifndef ENTENTE_CLIENT_RENDER_AREAS_H_
#define ENTENTE_CLIENT_RENDER_AREAS_H_

#include "client/render/page.h"
#include "entente/trade/v1/statistics_service.pb.h"

namespace entente::client {

// The areas in a table: codes, kind, years, name, and what was counted before and since.
void AddAreas(const trade::v1::ListAreasResponse& response, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_AREAS_H_
