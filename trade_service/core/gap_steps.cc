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
  GapStep step{.cause = GapCause::kFreight, .amount = {}, .assumption = ""};
  const bool imports_known = figures.imports_valuation != Valuation::kUnspecified;
  if (imports_known && figures.imports_valuation == figures.exports_valuation) {
    return std::optional<GapStep>(step);
  }
  if (figures.imports_valuation == Valuation::kCif && figures.imports_fob) {
    ASSIGN_OR_RETURN(step.amount, figures.imports.Subtract(*figures.imports_fob));
    return std::optional<GapStep>(step);
  }
  if (figures.assumed_margin && figures.imports_valuation != Valuation::kFob) {
    ASSIGN_OR_RETURN(step.amount, MarginOf(figures.exports, *figures.assumed_margin));
    step.assumption = figures.assumed_margin->source;
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
  return EdgeMonths{.before = before->value, .last = end->value};
}

absl::StatusOr<GapSteps> ExplainGap(const MirrorFigures& figures) {
  GapSteps result;
  ASSIGN_OR_RETURN(result.gap, figures.imports.Subtract(figures.exports));
  result.ratio = Ratio(figures.imports, figures.exports);
  const auto add = [&](GapCause cause, const Decimal& amount) {
    result.steps.push_back({.cause = cause, .amount = amount, .assumption = ""});
  };

  ASSIGN_OR_RETURN(std::optional<GapStep> freight, FreightStep(figures));
  if (freight) result.steps.push_back(*std::move(freight));
  if (figures.re_exports) add(GapCause::kReExports, -*figures.re_exports);
  if (figures.edge_months) {
    ASSIGN_OR_RETURN(const Decimal lag,
                     figures.edge_months->before.Subtract(figures.edge_months->last));
    add(GapCause::kTimeLag, lag);
  }
  if (figures.export_table != nullptr && figures.import_table != nullptr) {
    const CommodityTable& exports = *figures.export_table;
    const CommodityTable& imports = *figures.import_table;
    RETURN_IF_ERROR(CheckMirrors(exports, imports));
    ASSIGN_OR_RETURN(const Decimal not_specified,
                     imports.not_specified.Subtract(exports.not_specified));
    add(GapCause::kNotSpecified, not_specified);
    ASSIGN_OR_RETURN(const Decimal one_sided, OneSided(exports, imports));
    add(GapCause::kCoverage, one_sided);
  }

  Decimal residual = result.gap;
  for (const GapStep& step : result.steps) {
    ASSIGN_OR_RETURN(residual, residual.Subtract(step.amount));
  }
  add(GapCause::kResidual, residual);
  return result;
}

}  // namespace entente::trade
