#include "trade_service/core/side.h"

#include <algorithm>
#include <utility>

namespace entente::trade {
namespace {

// The latest figure of a flow that `reporter` reported itself.
std::optional<Figure> LatestFigure(const std::string& reporter, const std::string& flow,
                                   const std::vector<Series>& series, const SourceKinds& kinds) {
  std::optional<Figure> latest;
  int weight = 0;
  for (const Series& one : series) {
    if (one.reporter != reporter || one.flow != flow || one.commodity != kTotal) continue;
    const int own_weight = WeightOf(kinds, one.source);
    if (own_weight == static_cast<int>(SourceKind::kReconciled)) continue;
    const auto point = std::find_if(one.points.rbegin(), one.points.rend(), [](const Point& p) {
      return !p.flags.Has(Flag::kReporterInferred);
    });
    if (point == one.points.rend()) continue;
    if (latest && (point->period < latest->period ||
                   (point->period == latest->period && own_weight >= weight))) {
      continue;
    }
    latest = FigureOf(one, *point);
    weight = own_weight;
  }
  return latest;
}

}  // namespace

Side SideOf(const std::string& reporter, const std::string& partner,
            const std::vector<Series>& series, const std::vector<Volume>& volumes,
            const SourceKinds& kinds) {
  Side side{.reporter = reporter,
            .partner = partner,
            .exports = LatestFigure(reporter, kExports, series, kinds),
            .imports = LatestFigure(reporter, kImports, series, kinds),
            .latest = std::nullopt};
  const auto latest = std::find_if(volumes.begin(), volumes.end(), [&](const Volume& volume) {
    return volume.definition.perspective == Perspective::kReporter &&
           volume.definition.reporter == reporter &&
           volume.definition.re_exports == ReExports::kIncluded;
  });
  if (latest != volumes.end()) side.latest = *latest;
  return side;
}

}  // namespace entente::trade
