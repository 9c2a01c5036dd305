#ifndef ENTENTE_CLIENT_RENDER_PRUNING_H_
#define ENTENTE_CLIENT_RENDER_PRUNING_H_

#include <string>

#include "client/render/page.h"
#include "entente/trade/v1/release_service.pb.h"

namespace entente::client {

// Which releases were pruned, or with a dry run would be, and what goes with each.
std::string RenderText(const trade::v1::PruneReleasesRequest& request,
                       const trade::v1::PruneReleasesResponse& response,
                       const TextOptions& options);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_PRUNING_H_
