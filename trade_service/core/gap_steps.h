#ifndef ENTENTE_TRADE_SERVICE_CORE_GAP_STEPS_H_
#define ENTENTE_TRADE_SERVICE_CORE_GAP_STEPS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

#include "trade_service/core/commodity_table.h"
#include "trade_service/core/series.h"

// A waterfall from what an exporter reports to what its importer reports, by cause. The causes are
// those that UN Comtrade names (unstats.un.org/wiki, 'Exports of a country not coincide with
// imports of its partner'); an overview of them is M. Javorsek, 'Asymmetries in International
// Merchandise Trade Statistics' (ARTNeT Working Paper 156, 2016).
namespace entente::trade {

// Why the two figures differ. In the order of the steps.
enum class GapCause {
  // CIF/FOB. Imports are valued at the importer's border, with freight and insurance (CIF), exports
  // at the exporter's (FOB); IMTS 2010, chapter IV, and UN Comtrade, 'Trade valuation'. The step
  // is the importer's CIF value less its own FOB value of the same goods, for importers that
  // publish both (the United States do); nothing where both ends value alike. With an assumed
  // margin, and only then, exports times the margin: the step says so.
  kFreight = 1,
  // The exporter counts what it re-exports by the country it sends it to; the importer counts it
  // as from the country of origin (IMTS 2010, chapter VI, on partner countries). The step is
  // less the exporter's re-exports to the importer: at most that much, since an importer may
  // count by consignment. Goods of the exporter's own that reach the importer by way of others
  // raise imports in the same manner, but no figure of the two tells how much; between China and
  // the United States these are much of the gap (their Joint Commission on Commerce and Trade,
  // 'Report on the Statistical Discrepancy of Merchandise Trade', 2009).
  kReExports = 2,
  // Goods leave in one period and arrive in the next. The step is the exports of the month before
  // the period less those of its last month, goods taken to arrive a month after they left.
  // K. Hayakawa, 'Departure Months and Discrepancy in Mirror Trade Data' (IDE Discussion Paper
  // 795, 2020) finds imports missing in the year of exports that left in November or December, by
  // sea above all.
  kTimeLag = 3,
  // What each end reports as of no product (IsNotSpecified, or the part of its total that its
  // chapters do not tell), the importer's less the exporter's: the part of the gap that no product
  // can be asked about. Confidential goods stand here.
  kNotSpecified = 4,
  // Chapters that one end alone reports: the importer's, less the exporter's. Differences of
  // coverage (military and government goods, thresholds, goods that customs miss: IMF, Direction of
  // Trade Statistics Yearbook 2018) and of classification.
  kCoverage = 5,
  // What none of the others tells: wrong or changed partner countries, undervaluation, general or
  // special trade, exchange rates, errors. Steps that tell the same goods twice, such as the
  // freight of a chapter that the importer alone reports, are corrected here.
  kResidual = 6,
};

// The method of a step in a sentence, with its source: for answers.
absl::string_view MethodOf(GapCause cause);

// A margin that is not in the data.
struct AssumedMargin {
  int per_mille = 0;   // of the FOB value: 60 for 6 percent; 1 to 1000
  std::string source;  // who says so
};

// 6 percent, by which the IMF multiplies exports where it has no imports. True margins vary by pair
// and product; those of the OECD's database of International Transport and Insurance Costs of
// Merchandise Trade (ITIC; Fiallos, Liberatore and Cassimon, OECD Statistics Working Papers
// 2024/05, doi 10.1787/469123ab-en) can be given instead.
AssumedMargin ImfMargin();

// Exports around the two ends of a period.
struct EdgeMonths {
  Point before;  // of the month before the period
  Point last;    // of the last month of the period
};

// The edge months of `period` in the exporter's monthly series; nothing if it lacks one of them.
std::optional<EdgeMonths> EdgeMonthsOf(const Period& period, const Series& monthly_exports);

// What both ends report of total trade in one direction and period, in one currency.
struct MirrorFigures {
  Point exports;                                 // flow X
  Point imports;                                 // flow M, maybe with the importer's own FOB value
  std::optional<Point> re_exports;               // flow RX of the exporter
  std::optional<EdgeMonths> edge_months;         // of the exporter
  const CommodityTable* export_table = nullptr;  // chapters; both or neither
  const CommodityTable* import_table = nullptr;
  std::optional<AssumedMargin> assumed_margin;  // used only where no data tell the freight
};

struct GapStep {
  GapCause cause = GapCause::kResidual;
  Decimal amount;
  std::string assumption;         // whose; empty where data alone speak
  std::vector<int64_t> releases;  // ids of those that the amount is computed from, each once
};

// exports + the steps' amounts = imports, exactly.
struct GapSteps {
  Decimal gap;                  // imports less exports
  std::optional<double> ratio;  // imports by exports; absent where these are not above zero
  std::vector<GapStep> steps;   // those that the data allow, in order of cause; the residual always
};

// The waterfall. INVALID_ARGUMENT if the tables cannot be compared (CheckMirrors) or the margin is
// out of its range; OUT_OF_RANGE if a sum overflows.
absl::StatusOr<GapSteps> ExplainGap(const MirrorFigures& figures);

}  // namespace entente::trade

#endif  // ENTENTE_TRADE_SERVICE_CORE_GAP_STEPS_H_
