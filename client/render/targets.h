#ifndef ENTENTE_CLIENT_RENDER_TARGETS_H_
#define ENTENTE_CLIENT_RENDER_TARGETS_H_

#include "client/render/page.h"
#include "entente/brief/v1/brief.pb.h"

namespace entente::client {

// Targets, the last announced first. Those of one amount stand together: how far it is attained,
// then each announcement with its deadline.
void AddTargets(const brief::v1::TradeSection& section, const common::v1::Pair& pair, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_TARGETS_H_
