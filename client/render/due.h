#ifndef ENTENTE_CLIENT_RENDER_DUE_H_
#define ENTENTE_CLIENT_RENDER_DUE_H_

#include "client/render/page.h"
#include "entente/agreements/v1/relationship_service.pb.h"

namespace entente::client {

// What is due, a line each, by its day.
void AddDue(const agreements::v1::ListDueResponse& response, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_DUE_H_
