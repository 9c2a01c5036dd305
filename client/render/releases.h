#ifndef ENTENTE_CLIENT_RENDER_RELEASES_H_
#define ENTENTE_CLIENT_RENDER_RELEASES_H_

#include "client/render/page.h"
#include "entente/trade/v1/release_service.pb.h"

namespace entente::client {

// The releases by data set, each set's in order of publication.
void AddReleases(const trade::v1::ListReleasesResponse& response, Page& page);

// What a cell's value was from which release on, by source and data set.
void AddHistory(const trade::v1::ListCellHistoryResponse& response, absl::string_view reporter,
                Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_RELEASES_H_
