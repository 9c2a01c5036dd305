#include "trade_service/core/gap_steps.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"

#include "common/status/status_macros.h"
#include "trade_service/core/commodity_pairs.h"
#include "trade_service/core/mirror.h"
#include "trade_service/core/ratio.h"

namespace entente::trade {
namespace {

absl::StatusOr<Decimal> MarginOf(const Decimal& fob, const AssumedMargin& margin) {
  if (margin.per_mille < 1 || margin.per_mille > 1000) {
    return absl::InvalidArgumentError(absl::StrCat("assumed margin of ", margin.per_mille,
                                                   " per mille: give one from 1 to 1000"));
  }
  ASSIGN_OR_RETURN(const Decimal thousandth, fob.TimesPowerOfTen(-3));
  Decimal product;
  for (int i = 0; i < margin.per_mille; ++i) {
    ASSIGN_OR_RETURN(product, product.Add(thousandth));
  }
  return product;
}

// Nothing where neither data nor an assumption tell the freight.
absl::StatusOr<std::optional<GapStep>> FreightStep(const MirrorFigures& figures) {
  const Point& exports = figures.exports;
  const Point& imports = figures.imports;
  GapStep step{.cause = GapCause::kFreight, .amount = {}, .assumption = "", .releases = {}};
  const bool imports_known = imports.valuation != Valuation::kUnspecified;
  if (imports_known && imports.valuation == exports.valuation) {
    step.releases = {exports.release, imports.release};
    return std::optional<GapStep>(step);
  }
  if (imports.valuation == Valuation::kCif && imports.fob_value) {
    ASSIGN_OR_RETURN(step.amount, imports.value.Subtract(*imports.fob_value));
    step.releases = {imports.release};
    return std::optional<GapStep>(step);
  }
  if (figures.assumed_margin && imports.valuation != Valuation::kFob) {
    ASSIGN_OR_RETURN(step.amount, MarginOf(exports.value, *figures.assumed_margin));
    step.assumption = figures.assumed_margin->source;
    step.releases = {exports.release};
    return std::optional<GapStep>(step);
  }
  return std::optional<GapStep>();
}

absl::StatusOr<Decimal> OneSided(const CommodityTable& exports, const CommodityTable& imports) {
  Decimal sum;
  for (const CommodityPair& pair : PairByCode(exports, imports)) {
    if (pair.left != nullptr && pair.right != nullptr) continue;
    ASSIGN_OR_RETURN(const Decimal gap, ValueOf(pair.right).Subtract(ValueOf(pair.left)));
    ASSIGN_OR_RETURN(sum, sum.Add(gap));
  }
  return sum;
}

// What the chapters tell.
absl::Status AddProductSteps(const CommodityTable& exports, const CommodityTable& imports,
                             std::vector<GapStep>& steps) {
  RETURN_IF_ERROR(CheckMirrors(exports, imports));
  std::vector<int64_t> releases = ReleasesOf(exports);
  const std::vector<int64_t> of_imports = ReleasesOf(imports);
  releases.insert(releases.end(), of_imports.begin(), of_imports.end());
  ASSIGN_OR_RETURN(const Decimal not_specified,
                   imports.not_specified.Subtract(exports.not_specified));
  steps.push_back({.cause = GapCause::kNotSpecified,
                   .amount = not_specified,
                   .assumption = "",
                   .releases = releases});
  ASSIGN_OR_RETURN(const Decimal one_sided, OneSided(exports, imports));
  steps.push_back({.cause = GapCause::kCoverage,
                   .amount = one_sided,
                   .assumption = "",
                   .releases = std::move(releases)});
  return absl::OkStatus();
}

void KeepOnce(std::vector<int64_t>& releases) {
  std::sort(releases.begin(), releases.end());
  releases.erase(std::unique(releases.begin(), releases.end()), releases.end());
}

const Point* Find(const Series& series, const Period& period) {
  const auto found =
      std::lower_bound(series.points.begin(), series.points.end(), period,
                       [](const Point& point, const Period& p) { return point.period < p; });
  return found == series.points.end() || found->period != period ? nullptr : &*found;
}

absl::StatusOr<Period> MonthOf(const absl::CivilDay& day) {
  return Period::Of(Frequency::kMonthly, static_cast<int>(day.year()), day.month());
}

}  // namespace

absl::string_view MethodOf(GapCause cause) {
  switch (cause) {
    case GapCause::kFreight:
      return "The importer's CIF value less its own FOB value, 0 where both ends value alike, or "
             "exports times an assumed margin (IMTS 2010, chapter IV).";
    case GapCause::kReExports:
      return "Less the exporter's re-exports to the importer, which counts them as from their "
             "country of origin (IMTS 2010, chapter VI).";
    case GapCause::kTimeLag:
      return "Exports of the month before the period less those of its last month, taken to arrive "
             "a month later (Hayakawa, IDE Discussion Paper 795, 2020).";
    case GapCause::kNotSpecified:
      return "What the importer reports as of no product less what the exporter does (UN Comtrade, "
             "chapter 99).";
    case GapCause::kCoverage:
      return "Chapters that the importer alone reports less those that the exporter alone reports "
             "(IMF, Direction of Trade Statistics Yearbook 2018, on differences of coverage).";
    case GapCause::kResidual:
      return "What no other step tells.";
  }
  return "";
}

AssumedMargin ImfMargin() {
  return {.per_mille = 60,
          .source = "IMF, Direction of Trade Statistics Yearbook 2017: CIF/FOB factor 1.06"};
}

std::optional<EdgeMonths> EdgeMonthsOf(const Period& period, const Series& monthly_exports) {
  const absl::StatusOr<Period> first = MonthOf(period.First());
  const absl::StatusOr<Period> last = MonthOf(period.Last());
  if (!first.ok() || !last.ok()) return std::nullopt;
  const Point* before = Find(monthly_exports, first->Previous());
  const Point* end = Find(monthly_exports, *last);
  if (before == nullptr || end == nullptr) return std::nullopt;
  return EdgeMonths{.before = *before, .last = *end};
}

absl::StatusOr<GapSteps> ExplainGap(const MirrorFigures& figures) {
  const Decimal& exports = figures.exports.value;
  const Decimal& imports = figures.imports.value;
  GapSteps result;
  ASSIGN_OR_RETURN(result.gap, imports.Subtract(exports));
  result.ratio = Ratio(imports, exports);
  std::vector<GapStep>& steps = result.steps;

  ASSIGN_OR_RETURN(std::optional<GapStep> freight, FreightStep(figures));
  if (freight) steps.push_back(*std::move(freight));
  if (const auto& re_exports = figures.re_exports) {
    steps.push_back({.cause = GapCause::kReExports,
                     .amount = -re_exports->value,
                     .assumption = "",
                     .releases = {re_exports->release}});
  }
  if (const auto& months = figures.edge_months) {
    ASSIGN_OR_RETURN(const Decimal lag, months->before.value.Subtract(months->last.value));
    steps.push_back({.cause = GapCause::kTimeLag,
                     .amount = lag,
                     .assumption = "",
                     .releases = {months->before.release, months->last.release}});
  }
  if (figures.export_table != nullptr && figures.import_table != nullptr) {
    RETURN_IF_ERROR(AddProductSteps(*figures.export_table, *figures.import_table, steps));
  }

  Decimal residual = result.gap;
  for (const GapStep& step : steps) {
    ASSIGN_OR_RETURN(residual, residual.Subtract(step.amount));
  }
  steps.push_back({.cause = GapCause::kResidual,
                   .amount = residual,
                   .assumption = "",
                   .releases = {figures.exports.release, figures.imports.release}});
  for (GapStep& step : steps) KeepOnce(step.releases);
  return result;
}

}  // namespace entente::trade
