#include "trade_service/core/basis.h"

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "trade_service/testing/builders.h"

namespace entente::trade {
namespace {

using testing::Dec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Optional;
using testing::Per;

const SourceKinds kKinds = {{"sources/national", SourceKind::kNational},
                            {"sources/compiled", SourceKind::kCompiled},
                            {"sources/another", SourceKind::kCompiled},
                            {"sources/baci", SourceKind::kReconciled}};

Series SeriesOf(absl::string_view source, absl::string_view commodity,
                absl::string_view classification,
                const std::vector<std::pair<std::string, std::string>>& values) {
  Series series;
  series.reporter = "KAZ";
  series.partner = "TUR";
  series.flow = "X";
  series.commodity = std::string(commodity);
  series.classification = std::string(classification);
  series.source = absl::StrCat("sources/", source);
  series.currency = "USD";
  for (const auto& [period, value] : values) {
    Point& point = series.points.emplace_back();
    point.period = Per(period);
    point.value = Dec(value);
    series.frequency = point.period.frequency();
  }
  return series;
}

Series TotalOf(absl::string_view source, absl::string_view period) {
  return SeriesOf(source, kTotal, "", {{std::string(period), "1"}});
}

TEST(BasisTest, TheWeightiestSourceHasTheSay) {
  EXPECT_THAT(ChooseBasis({TotalOf("baci", "2023"), TotalOf("compiled", "2022"),
                           TotalOf("national", "2021"), TotalOf("another", "2024")},
                          kKinds, {}),
              Optional(Basis{"sources/national", "USD", ""}));
  EXPECT_THAT(ChooseBasis({TotalOf("baci", "2023"), TotalOf("compiled", "2022")}, kKinds,
                          {.source = "sources/baci", .currency = "", .classification = ""}),
              Optional(Basis{"sources/baci", "USD", ""}));
  EXPECT_EQ(ChooseBasis({TotalOf("baci", "2023")}, kKinds,
                        {.source = "sources/compiled", .currency = "", .classification = ""}),
            std::nullopt);
  EXPECT_EQ(ChooseBasis({}, kKinds, {}), std::nullopt);
}

TEST(BasisTest, WhatCouldNotBeConvertedCountsWhereThereIsNoValue) {
  Series unconverted = SeriesOf("national", "870380", "H5", {});
  unconverted.unconverted_periods = {Per("2010")};
  EXPECT_THAT(ChooseBasis({unconverted}, kKinds, {}),
              Optional(Basis{"sources/national", "USD", "H5"}));
  EXPECT_THAT(
      RankBases({unconverted, SeriesOf("baci", "870380", "H5", {{"1962", "1"}})}, kKinds, {}),
      ElementsAre(Basis{"sources/baci", "USD", "H5"}));
}

TEST(BasisTest, ASourceOfOnePartnerIsNoRankingOfPartners) {
  std::vector<Series> series = {TotalOf("national", "2023")};
  for (const char* partner : {"TUR", "RUS", "CHN"}) {
    series.push_back(TotalOf("compiled", "2022"));
    series.back().partner = partner;
  }
  EXPECT_EQ(ChooseBasis(series, kKinds, {})->source, "sources/compiled");
  series.push_back(TotalOf("national", "2023"));
  series.back().partner = "UZB";
  EXPECT_EQ(ChooseBasis(series, kKinds, {})->source, "sources/national")
      << "half of them is enough";
}

TEST(BasisTest, OfOneKindTheLatestThenTheFullerSourceHasTheSay) {
  EXPECT_EQ(
      ChooseBasis({TotalOf("another", "2001"), TotalOf("compiled", "2016")}, kKinds, {})->source,
      "sources/compiled");
  EXPECT_EQ(ChooseBasis({TotalOf("another", "2016"),
                         SeriesOf("compiled", kTotal, "", {{"2015", "1"}, {"2016", "1"}})},
                        kKinds, {})
                ->source,
            "sources/compiled");
  EXPECT_EQ(
      ChooseBasis({TotalOf("compiled", "2016"), TotalOf("another", "2016")}, kKinds, {})->source,
      "sources/another");
}

TEST(BasisTest, OfOneSourceTheLatestValueChoosesTheCurrency) {
  Series euros = TotalOf("compiled", "2021");
  euros.currency = "EUR";
  EXPECT_EQ(ChooseBasis({euros, TotalOf("compiled", "2022")}, kKinds, {})->currency, "USD");
  EXPECT_EQ(ChooseBasis({euros, TotalOf("compiled", "2020")}, kKinds, {})->currency, "EUR");
  EXPECT_EQ(ChooseBasis({TotalOf("compiled", "2021"), euros}, kKinds, {})->currency, "EUR");
  EXPECT_EQ(ChooseBasis({euros, TotalOf("compiled", "2020")}, kKinds,
                        {.source = "", .currency = "USD", .classification = ""})
                ->currency,
            "USD");
}

TEST(BasisTest, SubheadingsOfDifferentRevisionsAreNeverMixed) {
  const std::vector<Series> series = {
      SeriesOf("compiled", "030211", "H4", {{"2015", "1"}, {"2016", "2"}}),
      SeriesOf("compiled", "030211", "H5", {{"2017", "3"}}),
      SeriesOf("compiled", "030211", "S4", {{"2017", "4"}})};
  ASSERT_THAT(ChooseBasis(series, kKinds, {}), Optional(Basis{"sources/compiled", "USD", "H5"}));
  const Basis basis = *ChooseBasis(series, kKinds, {});
  ASSERT_EQ(OnBasis(basis, series).size(), 1u);
  EXPECT_EQ(OnBasis(basis, series)[0].points.size(), 1u);
  EXPECT_THAT(OtherClassifications(basis, series), ElementsAre("H4", "S4"));
  EXPECT_EQ(ChooseBasis(series, kKinds, {.source = "", .currency = "", .classification = "H4"})
                ->classification,
            "H4");
}

TEST(BasisTest, ChaptersAreComparableAcrossRevisions) {
  const std::vector<Series> series = {
      SeriesOf("compiled", "03", "H4", {{"2015", "1"}, {"2017", "2"}}),
      SeriesOf("compiled", "03", "H5", {{"2017", "3"}, {"2018", "4"}})};
  ASSERT_THAT(ChooseBasis(series, kKinds, {}), Optional(Basis{"sources/compiled", "USD", "HS"}));
  const std::vector<Series> joined = OnBasis(*ChooseBasis(series, kKinds, {}), series);
  ASSERT_EQ(joined.size(), 1u);
  EXPECT_EQ(joined[0].classification, "HS");
  std::vector<std::string> values;
  for (const Point& point : joined[0].points) {
    values.push_back(absl::StrCat(point.period.ToString(), "=", point.value.ToString()));
  }
  EXPECT_THAT(values, ElementsAre("2015=1", "2017=3", "2018=4"));
  EXPECT_THAT(OtherClassifications(*ChooseBasis(series, kKinds, {}), series), IsEmpty());
  const Basis pinned{.source = "", .currency = "", .classification = "H4"};
  ASSERT_THAT(ChooseBasis(series, kKinds, pinned),
              Optional(Basis{"sources/compiled", "USD", "H4"}));
  EXPECT_EQ(OnBasis(*ChooseBasis(series, kKinds, pinned), series)[0].points.size(), 2u);
}

TEST(BasisTest, AWholeValueGoesBeforeOneOfALaterRevisionThatMayBeTooSmall) {
  std::vector<Series> series = {SeriesOf("compiled", "03", "H4", {{"2017", "2"}}),
                                SeriesOf("compiled", "03", "H5", {{"2017", "3"}, {"2018", "4"}})};
  const auto values = [&] {
    const std::vector<Series> joined = OnBasis(*ChooseBasis(series, kKinds, {}), series);
    std::vector<std::string> all;
    for (const Point& point : joined.front().points) all.push_back(point.value.ToString());
    return all;
  };
  for (Point& point : series[1].points) point.flags.Add(Flag::kSummed);
  EXPECT_THAT(values(), ElementsAre("3", "4")) << "a sum may be whole";
  for (Point& point : series[1].points) point.flags.Add(Flag::kIncomplete);
  EXPECT_THAT(values(), ElementsAre("2", "4"));
}

}  // namespace
}  // namespace entente::trade
