#include "trade_service/core/mirror.h"

#include "common/status/status_macros.h"
#include "trade_service/core/basis.h"
#include "trade_service/core/commodity_pairs.h"
#include "trade_service/core/ratio.h"

namespace entente::trade {
namespace {

absl::StatusOr<MirrorGap> GapOf(const Decimal& exports, const Decimal& imports) {
  MirrorGap gap;
  ASSIGN_OR_RETURN(gap.gap, imports.Subtract(exports));
  gap.ratio = Ratio(imports, exports);
  return gap;
}

absl::Status CheckMirrors(const Series& exports, const Series& imports) {
  if (exports.reporter != imports.partner || exports.partner != imports.reporter) {
    return absl::InvalidArgumentError("the reporter of each series must be the other's partner");
  }
  if (exports.commodity != imports.commodity || exports.classification != imports.classification) {
    return absl::InvalidArgumentError(
        "series of different commodities or classifications cannot be compared");
  }
  if (exports.frequency != imports.frequency || exports.currency != imports.currency) {
    return absl::InvalidArgumentError(
        "series of different frequencies or currencies cannot be compared");
  }
  return absl::OkStatus();
}

// Chapters of two revisions of the Harmonized System ("H5", "H6").
bool AreChapters(const CommodityTable& a, const CommodityTable& b) {
  return a.level == 2 && b.level == 2 && IsHarmonizedSystem(a.classification) &&
         IsHarmonizedSystem(b.classification);
}

}  // namespace

absl::StatusOr<std::vector<MirrorPeriod>> MirrorByPeriod(const Series& exports,
                                                         const Series& imports) {
  RETURN_IF_ERROR(CheckMirrors(exports, imports));
  std::vector<MirrorPeriod> mirror;
  auto x = exports.points.begin();
  auto m = imports.points.begin();
  while (x != exports.points.end() || m != imports.points.end()) {
    const bool has_exports =
        x != exports.points.end() && (m == imports.points.end() || x->period <= m->period);
    const bool has_imports =
        m != imports.points.end() && (x == exports.points.end() || m->period <= x->period);
    MirrorPeriod& added = mirror.emplace_back();
    added.period = has_exports ? x->period : m->period;
    added.exports = has_exports ? &*x : nullptr;
    added.imports = has_imports ? &*m : nullptr;
    if (has_exports && has_imports) {
      ASSIGN_OR_RETURN(added.gap, GapOf(x->value, m->value));
    }
    if (has_exports) ++x;
    if (has_imports) ++m;
  }
  return mirror;
}

absl::Status CheckMirrors(const CommodityTable& exports, const CommodityTable& imports) {
  if (AreChapters(exports, imports) && exports.currency == imports.currency) {
    return absl::OkStatus();
  }
  return CheckComparable(exports, imports);
}

absl::StatusOr<std::vector<MirrorProduct>> MirrorByProduct(const CommodityTable& exports,
                                                           const CommodityTable& imports) {
  RETURN_IF_ERROR(CheckMirrors(exports, imports));
  std::vector<MirrorProduct> mirror;
  for (const CommodityPair& pair : PairByCode(exports, imports)) {
    MirrorProduct& added = mirror.emplace_back();
    added.code = pair.code;
    added.exports = pair.left;
    added.imports = pair.right;
    ASSIGN_OR_RETURN(added.gap, GapOf(ValueOf(pair.left), ValueOf(pair.right)));
  }
  return mirror;
}

}  // namespace entente::trade
