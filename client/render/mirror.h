#ifndef ENTENTE_CLIENT_RENDER_MIRROR_H_
#define ENTENTE_CLIENT_RENDER_MIRROR_H_

#include <string>

#include "absl/strings/string_view.h"

#include "client/render/page.h"
#include "entente/trade/v1/analysis_service.pb.h"

namespace entente::client {

// Both ends' figures by period, the steps from the exporter's to the importer's, and the chapters.
// `commodity`: as in Series; `exporter`, `importer`: names of both.
void AddMirror(const trade::v1::CompareMirrorResponse& response, const std::string& commodity,
               absl::string_view exporter, absl::string_view importer, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_MIRROR_H_
