#ifndef ENTENTE_CLIENT_RENDER_DEFINITIONS_H_
#define ENTENTE_CLIENT_RENDER_DEFINITIONS_H_

#include "client/render/page.h"
#include "entente/trade/v1/analysis_service.pb.h"

namespace entente::client {

// The volume under every definition in a row, the latest period first.
void AddDefinitions(const trade::v1::ListDefinitionsResponse& response, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_DEFINITIONS_H_
