#ifndef ENTENTE_CLIENT_RENDER_PARTNERS_H_
#define ENTENTE_CLIENT_RENDER_PARTNERS_H_

#include <string>

#include "absl/strings/string_view.h"

#include "client/render/page.h"
#include "entente/trade/v1/analysis_service.pb.h"

namespace entente::client {

// The partners in a table, then the place of one of them over time. `commodity`: as in Series;
// `reporter`: name of the country that reports; `partner`: of the one, empty for none.
void AddPartners(const trade::v1::RankPartnersResponse& response, const std::string& commodity,
                 absl::string_view reporter, absl::string_view partner, Page& page);

// The suppliers in a table, and the place of one of them. `exporter`: its name, empty for none.
void AddSuppliers(const trade::v1::RankSuppliersResponse& response, const std::string& commodity,
                  absl::string_view importer, absl::string_view exporter, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_PARTNERS_H_
