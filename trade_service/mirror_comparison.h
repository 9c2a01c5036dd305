#ifndef ENTENTE_TRADE_SERVICE_MIRROR_COMPARISON_H_
#define ENTENTE_TRADE_SERVICE_MIRROR_COMPARISON_H_

#include "absl/status/statusor.h"

#include "entente/trade/v1/analysis_service.pb.h"
#include "trade_service/store/store.h"

namespace entente::trade {

// The answer of CompareMirror.
absl::StatusOr<v1::CompareMirrorResponse> CompareMirror(const Store& store,
                                                        const v1::CompareMirrorRequest& request);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_MIRROR_COMPARISON_H_
