#ifndef ENTENTE_CLIENT_RENDER_VOLUMES_H_
#define ENTENTE_CLIENT_RENDER_VOLUMES_H_

#include "absl/time/civil_time.h"

#include "entente/trade/v1/statistics_service.pb.h"

namespace entente::client {

// The latest of the summary's volumes under `like`'s definition, in its currency, whose period had
// ended before `day`; null if there is none.
const trade::v1::Volume* LatestBefore(const trade::v1::GetPairSummaryResponse& summary,
                                      const trade::v1::Volume& like, absl::CivilDay day);

// How much of `whole` the volume's total is; both are in one currency.
double RatioOf(const trade::v1::Volume& volume, const trade::v1::Amount& whole);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_VOLUMES_H_
