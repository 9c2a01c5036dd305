#ifndef ENTENTE_TRADE_SERVICE_CORE_DEFINITIONS_H_
#define ENTENTE_TRADE_SERVICE_CORE_DEFINITIONS_H_

#include <vector>

#include "absl/status/statusor.h"

#include "trade_service/core/volume.h"

namespace entente::trade {

// The volumes of a pair under every definition that the data support, perspective by re-exports in
// or out by source by frequency: those of Volumes, and the same without re-exports for each
// direction of which a source tells them apart (WithoutReExports). As SortVolumes orders them.
// `series`: any flows of total trade between the two, which stand in `vintage`. OUT_OF_RANGE if a
// sum overflows.
absl::StatusOr<std::vector<Volume>> VolumesByEveryDefinition(const Pair& pair,
                                                             const std::vector<Series>& series,
                                                             const SourceKinds& kinds,
                                                             const Vintage& vintage);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_DEFINITIONS_H_
