#include "trade_service/core/definitions.h"

#include <utility>

#include "common/status/status_macros.h"

namespace entente::trade {

absl::StatusOr<std::vector<Volume>> VolumesByEveryDefinition(const Pair& pair,
                                                             const std::vector<Series>& series,
                                                             const std::vector<Series>& without,
                                                             const SourceKinds& kinds) {
  ASSIGN_OR_RETURN(std::vector<Volume> volumes, Volumes(pair, series, kinds));
  if (without.empty()) return volumes;
  ASSIGN_OR_RETURN(std::vector<Volume> excluding, Volumes(pair, without, kinds));
  for (Volume& volume : excluding) {
    volume.definition.re_exports = ReExports::kExcluded;
    volumes.push_back(std::move(volume));
  }
  SortVolumes(kinds, volumes);
  return volumes;
}

}  // namespace entente::trade
