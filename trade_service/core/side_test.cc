#include "trade_service/core/side.h"

#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/builders.h"

namespace entente::trade::side_test {
namespace {

using testing::Dec;
using testing::Per;

const Pair kPair = {"KAZ", "TUR"};
const SourceKinds kKinds = {{"sources/national", SourceKind::kNational},
                            {"sources/compiled", SourceKind::kCompiled},
                            {"sources/baci", SourceKind::kReconciled}};

Series MakeSeries(const std::string& source, const std::string& reporter, const std::string& flow,
                  const std::vector<std::pair<const char*, const char*>>& points) {
  Series series{.reporter = reporter,
                .partner = reporter == "KAZ" ? "TUR" : "KAZ",
                .flow = flow,
                .commodity = kTotal,
                .classification = "",
                .frequency = Frequency::kAnnual,
                .source = "sources/" + source,
                .currency = "USD",
                .points = {}};
  for (const auto& [period, value] : points) {
    Point& point = series.points.emplace_back();
    point.period = Per(period);
    point.value = Dec(value);
  }
  return series;
}

Side SideIn(const std::vector<Series>& series) {
  const auto volumes = Volumes(kPair, series, kKinds);
  EXPECT_OK(volumes);
  return SideOf("KAZ", "TUR", series, *volumes, kKinds);
}

TEST(SideOfTest, NothingIsReported) {
  const Side side = SideIn({MakeSeries("compiled", "TUR", "X", {{"2021", "1"}})});
  EXPECT_EQ(side.reporter, "KAZ");
  EXPECT_EQ(side.partner, "TUR");
  EXPECT_EQ(side.exports, std::nullopt);
  EXPECT_EQ(side.imports, std::nullopt);
  EXPECT_EQ(side.latest, std::nullopt);
}

TEST(SideOfTest, WithoutReExportsIsNotTheWhole) {
  const std::vector<Series> series = {MakeSeries("compiled", "KAZ", "X", {{"2020", "1"}}),
                                      MakeSeries("compiled", "KAZ", "M", {{"2020", "2"}})};
  std::vector<Volume> volumes = *Volumes(kPair, series, kKinds);
  volumes.insert(volumes.begin(), volumes[0]);
  volumes[0].definition.re_exports = ReExports::kExcluded;
  volumes[0].period = Per("2021");
  EXPECT_EQ(SideOf("KAZ", "TUR", series, volumes, kKinds).latest, volumes[1]);
}

TEST(SideOfTest, LatestOfEachFlowAndOfBoth) {
  const Side side =
      SideIn({MakeSeries("compiled", "KAZ", "X", {{"2020", "1"}, {"2021", "2"}, {"2022", "3"}}),
              MakeSeries("compiled", "KAZ", "M", {{"2020", "10"}, {"2021", "20"}}),
              MakeSeries("compiled", "TUR", "M", {{"2023", "9"}})});
  EXPECT_EQ(side.exports->period, Per("2022"));
  EXPECT_EQ(side.exports->value, Dec("3"));
  EXPECT_EQ(side.imports->period, Per("2021"));
  EXPECT_EQ(side.imports->value, Dec("20"));
  ASSERT_TRUE(side.latest.has_value());
  EXPECT_EQ(side.latest->period, Per("2021"));
  EXPECT_EQ(side.latest->total, Dec("22"));
}

TEST(SideOfTest, OfOnePeriodTheWeightiestSourceHasTheSay) {
  std::vector<Series> series = {MakeSeries("compiled", "KAZ", "X", {{"2021", "1"}}),
                                MakeSeries("national", "KAZ", "X", {{"2021", "2"}})};
  EXPECT_EQ(SideIn(series).exports->value, Dec("2"));
  std::swap(series[0], series[1]);
  EXPECT_EQ(SideIn(series).exports->value, Dec("2"));
}

TEST(SideOfTest, ALaterPeriodOutweighsAWeightierSource) {
  EXPECT_EQ(SideIn({MakeSeries("national", "KAZ", "X", {{"2020", "2"}}),
                    MakeSeries("compiled", "KAZ", "X", {{"2021", "1"}})})
                .exports->value,
            Dec("1"));
}

TEST(SideOfTest, WhatASourceInferredOrReconciledIsNobodysOwn) {
  Series inferred = MakeSeries("compiled", "KAZ", "X", {{"2020", "1"}, {"2021", "2"}});
  inferred.points[1].flags.Add(Flag::kReporterInferred);
  EXPECT_EQ(SideIn({inferred}).exports->period, Per("2020"));
  inferred.points[0].flags.Add(Flag::kReporterInferred);
  EXPECT_EQ(SideIn({inferred}).exports, std::nullopt);
  const Side side = SideIn({MakeSeries("baci", "KAZ", "X", {{"2021", "1"}}),
                            MakeSeries("baci", "KAZ", "M", {{"2021", "1"}})});
  EXPECT_EQ(side.exports, std::nullopt);
  EXPECT_EQ(side.latest, std::nullopt);
}

TEST(SideOfTest, OtherFlowsAndCommoditiesDoNotCount) {
  Series fish = MakeSeries("compiled", "KAZ", "X", {{"2021", "1"}});
  fish.commodity = "03";
  EXPECT_EQ(SideIn({fish, MakeSeries("compiled", "KAZ", "DX", {{"2021", "1"}})}).exports,
            std::nullopt);
}

TEST(SideOfTest, MayHaveFiguresThatNoSourceHasBothOf) {
  const Side side = SideIn({MakeSeries("national", "KAZ", "X", {{"2021", "1"}}),
                            MakeSeries("compiled", "KAZ", "M", {{"2021", "2"}})});
  EXPECT_TRUE(side.exports.has_value());
  EXPECT_TRUE(side.imports.has_value());
  EXPECT_EQ(side.latest, std::nullopt);
}

}  // namespace
}  // namespace entente::trade::side_test
