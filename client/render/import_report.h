#ifndef ENTENTE_CLIENT_RENDER_IMPORT_REPORT_H_
#define ENTENTE_CLIENT_RENDER_IMPORT_REPORT_H_

#include <string>

#include "absl/strings/string_view.h"

#include "entente/agreements/v1/registry_service.pb.h"
#include "entente/trade/v1/release_service.pb.h"

namespace entente::client {

// What an import did, or with `dry_run` would have done: counts, rejected rows with line and
// reason, what was odd, totals, and the revision that holds it.
std::string RenderText(const trade::v1::ImportReleaseResponse& response,
                       absl::string_view file_name, bool dry_run);
std::string RenderText(const agreements::v1::ImportDatasetResponse& response,
                       absl::string_view file_name, bool dry_run);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_IMPORT_REPORT_H_
