#ifndef ENTENTE_CLIENT_RENDER_RELEASE_DIFF_H_
#define ENTENTE_CLIENT_RENDER_RELEASE_DIFF_H_

#include <string>

#include "client/render/page.h"
#include "entente/trade/v1/release_service.pb.h"

// What differs between two releases, in parts as they come.
namespace entente::client {

// Which two.
std::string DiffHead(const trade::v1::DiffReleasesRequest& request, const TextOptions& options);

// The cells of one part in a table; empty if it has none.
std::string DiffPart(const trade::v1::DiffReleasesResponse& part, const TextOptions& options);

// How many cells differ, by the last part.
std::string DiffCounts(const trade::v1::DiffReleasesResponse& last);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_RELEASE_DIFF_H_
