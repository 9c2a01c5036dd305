#ifndef ENTENTE_CLIENT_RENDER_TARGETS_H_
#define ENTENTE_CLIENT_RENDER_TARGETS_H_

#include "google/protobuf/repeated_ptr_field.h"

#include "client/render/page.h"
#include "entente/common/v1/types.pb.h"
#include "entente/trade/v1/commitment_service.pb.h"

namespace entente::client {

// Targets, the last announced first. Those of one amount stand together: how far it is attained,
// then each announcement with its deadline.
void AddTargets(
    const google::protobuf::RepeatedPtrField<trade::v1::EvaluateTargetResponse>& targets,
    const common::v1::Pair& pair, Page& page);

}  // namespace entente::client

#endif  // ENTENTE_CLIENT_RENDER_TARGETS_H_
