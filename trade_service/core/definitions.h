#ifndef ENTENTE_TRADE_SERVICE_CORE_DEFINITIONS_H_
#define ENTENTE_TRADE_SERVICE_CORE_DEFINITIONS_H_

#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/volume.h"

namespace entente::trade {

// The volumes of a pair under every definition that the data support, perspective by re-exports in
// or out by source by frequency: those of `series`, and those of `without` re-exports, which
// WithoutReExports made of them. Both are of total trade between the two. As SortVolumes orders
// them. OUT_OF_RANGE if a sum overflows.
absl::StatusOr<std::vector<Volume>> VolumesByEveryDefinition(const Pair& pair,
                                                             const std::vector<Series>& series,
                                                             const std::vector<Series>& without,
                                                             const SourceKinds& kinds);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_DEFINITIONS_H_
