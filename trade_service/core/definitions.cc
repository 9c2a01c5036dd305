#include "trade_service/core/definitions.h"

#include <utility>

#include "common/status/status_macros.h"
#include "trade_service/core/re_exports.h"

namespace entente::trade {

absl::StatusOr<std::vector<Volume>> VolumesByEveryDefinition(const Pair& pair,
                                                             const std::vector<Series>& series,
                                                             const SourceKinds& kinds,
                                                             const Vintage& vintage) {
  ASSIGN_OR_RETURN(std::vector<Volume> volumes, Volumes(pair, series, kinds));
  ASSIGN_OR_RETURN(const std::vector<Series> without, WithoutReExports(series, vintage));
  ASSIGN_OR_RETURN(std::vector<Volume> excluding, Volumes(pair, without, kinds));
  for (Volume& volume : excluding) {
    volume.definition.re_exports = ReExports::kExcluded;
    volumes.push_back(std::move(volume));
  }
  SortVolumes(kinds, volumes);
  return volumes;
}

}  // namespace entente::trade
