#ifndef ENTENTE_AGREEMENTS_SERVICE_PAIR_TIMELINE_H_
#define ENTENTE_AGREEMENTS_SERVICE_PAIR_TIMELINE_H_

#include "absl/status/statusor.h"

#include "agreements_service/store/store.h"
#include "entente/agreements/v1/relationship_service.pb.h"

namespace entente::agreements {

// The answer of GetTimeline.
absl::StatusOr<v1::GetTimelineResponse> GetTimeline(const Store& store,
                                                    const v1::GetTimelineRequest& request);

}  // namespace entente::agreements

#endif  // ENTENTE_AGREEMENTS_SERVICE_PAIR_TIMELINE_H_
