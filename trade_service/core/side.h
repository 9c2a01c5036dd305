#ifndef ENTENTE_TRADE_SERVICE_CORE_SIDE_H_
#define ENTENTE_TRADE_SERVICE_CORE_SIDE_H_

#include <optional>
#include <string>
#include <vector>

#include "trade_service/core/volume.h"

namespace entente::trade {

// One country's own figures of its trade with the other.
struct Side {
  std::string reporter;
  std::string partner;
  std::optional<Figure> exports;  // the latest
  std::optional<Figure> imports;  // the latest, perhaps of another period
  std::optional<Volume> latest;   // of the latest period for which one source has both
};

// The figures of `reporter`, re-exports included, among the pair's `series` and `volumes` (as
// SortVolumes orders them), which are of one frequency. Of one period, the weightiest source has
// the say; values whose reporter is inferred are nobody's own.
Side SideOf(const std::string& reporter, const std::string& partner,
            const std::vector<Series>& series, const std::vector<Volume>& volumes,
            const SourceKinds& kinds);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_SIDE_H_
