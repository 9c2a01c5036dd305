#ifndef ENTENTE_CLIENT_RENDER_FIGURES_H_
#define ENTENTE_CLIENT_RENDER_FIGURES_H_

#include "client/render/page.h"
#include "entente/trade/v1/statistics_service.pb.h"

namespace entente::client {

// What each side itself reports of the latest year, or that it has no total, why, and which figure
// is the nearest.
void AddSides(const trade::v1::GetPairSummaryResponse& summary, Page& page);

// Year by year what stands behind it: each side's own figures in a table, the totals under other
// definitions in a line each.
void AddYears(const trade::v1::GetPairSummaryResponse& summary, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_FIGURES_H_
