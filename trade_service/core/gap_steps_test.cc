#include "trade_service/core/gap_steps.h"

#include <random>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::gap_steps_test {
namespace {

using entente::testing::StatusIs;
using testing::Dec;
using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Optional;
using testing::Per;

Point PointOf(const Decimal& value, int64_t release = 0) {
  Point point;
  point.value = value;
  point.release = release;
  return point;
}

MirrorFigures Figures(absl::string_view exports, absl::string_view imports) {
  MirrorFigures figures;
  figures.exports = PointOf(Dec(exports), 1);
  figures.exports.valuation = Valuation::kFob;
  figures.imports = PointOf(Dec(imports), 2);
  figures.imports.valuation = Valuation::kCif;
  return figures;
}

std::vector<std::string> Steps(const MirrorFigures& figures) {
  static const char* const kNames[] = {"?",          "freight",  "re-exports", "lag",
                                       "no product", "coverage", "residual"};
  const absl::StatusOr<GapSteps> steps = ExplainGap(figures);
  EXPECT_OK(steps);
  std::vector<std::string> all;
  for (const GapStep& step : steps->steps) {
    all.push_back(absl::StrCat(kNames[static_cast<int>(step.cause)], " ", step.amount.ToString(),
                               step.assumption.empty() ? "" : " assumed"));
  }
  return all;
}

CommodityRow Row(absl::string_view code, absl::string_view value) {
  CommodityRow row;
  row.code = std::string(code);
  row.value = Dec(value);
  return row;
}

TEST(ExplainGapTest, WithoutDetailAllIsResidual) {
  EXPECT_THAT(Steps(Figures("100", "130")), ElementsAre("residual 30"));
  ASSERT_OK_AND_ASSIGN(const GapSteps steps, ExplainGap(Figures("100", "130")));
  EXPECT_EQ(steps.gap, Dec("30"));
  EXPECT_THAT(steps.ratio, Optional(DoubleEq(1.3)));
}

TEST(ExplainGapTest, FreightIsWhatTheImporterItselfSays) {
  MirrorFigures figures = Figures("100", "130");
  figures.imports.fob_value = Dec("122.5");
  EXPECT_THAT(Steps(figures), ElementsAre("freight 7.5", "residual 22.5"));
  figures.assumed_margin = ImfMargin();
  EXPECT_THAT(Steps(figures), ElementsAre("freight 7.5", "residual 22.5")) << "data before margin";
}

TEST(ExplainGapTest, NoFreightWhereBothValueAlike) {
  MirrorFigures figures = Figures("100", "130");
  figures.imports.valuation = Valuation::kFob;
  figures.assumed_margin = ImfMargin();
  EXPECT_THAT(Steps(figures), ElementsAre("freight 0", "residual 30"));
  figures.exports.valuation = Valuation::kUnspecified;
  EXPECT_THAT(Steps(figures), ElementsAre("residual 30")) << "an FOB value has no freight in it";
  figures.imports.valuation = Valuation::kUnspecified;
  figures.assumed_margin.reset();
  EXPECT_THAT(Steps(figures), ElementsAre("residual 30")) << "alike is not both unknown";
}

TEST(ExplainGapTest, AMarginIsAssumedOnlyOnRequestAndSaysSo) {
  MirrorFigures figures = Figures("100", "130");
  figures.assumed_margin = ImfMargin();
  EXPECT_THAT(Steps(figures), ElementsAre("freight 6 assumed", "residual 24"));
  ASSERT_OK_AND_ASSIGN(const GapSteps steps, ExplainGap(figures));
  EXPECT_THAT(steps.steps[0].assumption, HasSubstr("1.06"));
  figures.assumed_margin = AssumedMargin{.per_mille = 43, .source = "OECD ITIC"};
  EXPECT_THAT(Steps(figures), ElementsAre("freight 4.3 assumed", "residual 25.7"));
  for (const int per_mille : {-60, 0, 1001}) {
    figures.assumed_margin->per_mille = per_mille;
    EXPECT_THAT(ExplainGap(figures), StatusIs(absl::StatusCode::kInvalidArgument));
  }
}

TEST(ExplainGapTest, ReExportsMakeTheImporterReportLess) {
  MirrorFigures figures = Figures("100", "70");
  figures.re_exports = PointOf(Dec("20"));
  EXPECT_THAT(Steps(figures), ElementsAre("re-exports -20", "residual -10"));
}

TEST(ExplainGapTest, WhatLeftBeforeThePeriodArrivesInIt) {
  MirrorFigures figures = Figures("100", "110");
  figures.edge_months = EdgeMonths{.before = PointOf(Dec("15")), .last = PointOf(Dec("8"))};
  EXPECT_THAT(Steps(figures), ElementsAre("lag 7", "residual 3"));
}

TEST(ExplainGapTest, ChaptersOfOneEndAloneAndOfNoProduct) {
  const std::vector<CommodityRow> export_rows = {Row("TOTAL", "100"), Row("01", "60"),
                                                 Row("02", "30"), Row("99", "6")};
  const std::vector<CommodityRow> import_rows = {Row("01", "70"), Row("03", "45"), Row("99", "15")};
  ASSERT_OK_AND_ASSIGN(const CommodityTable exports, CommoditiesAt(2, export_rows, "H6", "USD"));
  ASSERT_OK_AND_ASSIGN(const CommodityTable imports, CommoditiesAt(2, import_rows, "H6", "USD"));
  MirrorFigures figures = Figures("100", "130");
  figures.export_table = &exports;
  figures.import_table = &imports;
  // Of no product: 15 less 6 and 4 that no chapter tells. Coverage: 45 less 30.
  EXPECT_THAT(Steps(figures), ElementsAre("no product 5", "coverage 15", "residual 10"));
  ASSERT_OK_AND_ASSIGN(const CommodityTable headings, CommoditiesAt(4, import_rows, "H6", "USD"));
  figures.import_table = &headings;
  EXPECT_THAT(ExplainGap(figures), StatusIs(absl::StatusCode::kInvalidArgument));
  figures.import_table = nullptr;
  EXPECT_THAT(Steps(figures), ElementsAre("residual 30"));
}

TEST(ExplainGapTest, EveryStepNamesTheReleasesThatItIsComputedFrom) {
  const auto of_release = [](absl::string_view code, int64_t release) {
    CommodityRow row = Row(code, "10");
    row.release = release;
    return row;
  };
  const std::vector<CommodityRow> export_rows = {of_release("01", 7), of_release("02", 8)};
  const std::vector<CommodityRow> import_rows = {of_release("01", 9), of_release("99", 7)};
  ASSERT_OK_AND_ASSIGN(const CommodityTable exports, CommoditiesAt(2, export_rows, "H6", "USD"));
  ASSERT_OK_AND_ASSIGN(const CommodityTable imports, CommoditiesAt(2, import_rows, "H6", "USD"));
  MirrorFigures figures = Figures("100", "130");
  figures.imports.fob_value = Dec("125");
  figures.re_exports = PointOf(Dec("20"), 3);
  figures.edge_months = EdgeMonths{.before = PointOf(Dec("9"), 4), .last = PointOf(Dec("7"), 4)};
  figures.export_table = &exports;
  figures.import_table = &imports;
  ASSERT_OK_AND_ASSIGN(const GapSteps steps, ExplainGap(figures));
  std::vector<std::vector<int64_t>> releases;
  for (const GapStep& step : steps.steps) releases.push_back(step.releases);
  EXPECT_THAT(releases, ElementsAre(ElementsAre(2), ElementsAre(3), ElementsAre(4),
                                    ElementsAre(7, 8, 9), ElementsAre(7, 8, 9), ElementsAre(1, 2)));
}

TEST(ExplainGapTest, OverflowIsAnError) {
  const std::string huge(38, '9');
  EXPECT_THAT(ExplainGap(Figures(huge, absl::StrCat("-", huge))),
              StatusIs(absl::StatusCode::kOutOfRange));
}

TEST(EdgeMonthsOfTest, TheMonthBeforeAndTheLastOne) {
  Series months;
  months.frequency = Frequency::kMonthly;
  Period period = Per("2020-12");
  for (int i = 0; i < 13; ++i, period = period.Next()) {
    Point& point = months.points.emplace_back();
    point.period = period;
    point.value = Decimal::FromScaled(i, 0);
  }
  const auto year = EdgeMonthsOf(Per("2021"), months);
  ASSERT_TRUE(year);
  EXPECT_EQ(year->before.value, Dec("0"));
  EXPECT_EQ(year->last.value, Dec("12"));
  const auto quarter = EdgeMonthsOf(Per("2021-Q2"), months);
  ASSERT_TRUE(quarter);
  EXPECT_EQ(quarter->before.value, Dec("3"));
  EXPECT_EQ(quarter->last.value, Dec("6"));
  const auto month = EdgeMonthsOf(Per("2021-05"), months);
  ASSERT_TRUE(month);
  EXPECT_EQ(month->before.value, Dec("4"));
  EXPECT_EQ(month->last.value, Dec("5"));
  EXPECT_FALSE(EdgeMonthsOf(Per("2020"), months));
  EXPECT_FALSE(EdgeMonthsOf(Per("2022"), months));
  EXPECT_FALSE(EdgeMonthsOf(Per("0001"), months));
}

TEST(MethodOfTest, EveryCauseHasOne) {
  for (int cause = 1; cause <= static_cast<int>(GapCause::kResidual); ++cause) {
    EXPECT_TRUE(absl::EndsWith(MethodOf(static_cast<GapCause>(cause)), ".")) << cause;
  }
}

// Whatever the data are: exports and the steps are the imports, to the last digit.
TEST(ExplainGapPropertyTest, TheStepsAreTheGapExactly) {
  std::mt19937_64 random(2022);
  const auto any = [&](int end) { return std::uniform_int_distribution<int>(0, end - 1)(random); };
  const auto amount = [&] {
    return Dec(
        absl::StrCat(any(8) ? "" : "-", random() % 1'000'000'000'000, ".", random() % 1'000'000));
  };
  const auto rows = [&] {
    std::vector<CommodityRow> all;
    if (any(2)) all.push_back(Row("TOTAL", amount().ToString()));
    for (int chapter = 1; chapter < 100; ++chapter) {
      if (any(4) == 0) continue;
      all.push_back(Row(absl::StrCat(chapter < 10 ? "0" : "", chapter), amount().ToString()));
    }
    return all;
  };
  for (int round = 0; round < 500; ++round) {
    MirrorFigures figures;
    figures.exports.value = amount();
    figures.imports.value = amount();
    figures.exports.valuation = static_cast<Valuation>(any(3));
    figures.imports.valuation = static_cast<Valuation>(any(3));
    if (any(2)) figures.imports.fob_value = amount();
    if (any(2)) figures.re_exports = PointOf(amount());
    if (any(2)) figures.edge_months = EdgeMonths{PointOf(amount()), PointOf(amount())};
    if (any(2)) figures.assumed_margin = AssumedMargin{1 + any(1000), "test"};
    const std::vector<CommodityRow> export_rows = rows();
    const std::vector<CommodityRow> import_rows = rows();
    ASSERT_OK_AND_ASSIGN(const CommodityTable exports, CommoditiesAt(2, export_rows, "H6", "USD"));
    ASSERT_OK_AND_ASSIGN(const CommodityTable imports, CommoditiesAt(2, import_rows, "H6", "USD"));
    if (any(2)) {
      figures.export_table = &exports;
      figures.import_table = &imports;
    }
    ASSERT_OK_AND_ASSIGN(const GapSteps steps, ExplainGap(figures));
    Decimal sum = figures.exports.value;
    for (size_t i = 0; i < steps.steps.size(); ++i) {
      sum = sum.Add(steps.steps[i].amount).value();
      if (i > 0) {
        EXPECT_LT(steps.steps[i - 1].cause, steps.steps[i].cause);
      }
    }
    EXPECT_EQ(sum, figures.imports.value);
    EXPECT_EQ(figures.exports.value.Add(steps.gap).value(), figures.imports.value);
    EXPECT_EQ(steps.steps.back().cause, GapCause::kResidual);
  }
}

}  // namespace
}  // namespace entente::trade::gap_steps_test
