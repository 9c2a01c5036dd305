// Series and trends converted from one revision of the Harmonized System to another, over gRPC.

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/served.h"
#include "trade_service/testing/simple_csv.h"

namespace entente::trade::converted_series_test {
namespace {

using testing::BatchOf;
using testing::ByAyse;
using testing::CodeAndReason;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeConversion;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::MakeSource;
using testing::Parse;
using Statistics = v1::StatisticsService::Stub;

constexpr char kCars[] = "reporter: 'KAZ' partner: 'TUR' classification: 'H5' convert: true ";

// "2016=25 converted, incomplete (8)" by point.
std::vector<std::string> Told(const v1::Series& series) {
  std::vector<std::string> points;
  for (const v1::Point& point : series.points()) {
    std::string& text = points.emplace_back(absl::StrCat(point.period(), "=", point.value()));
    for (const int flag : point.flags()) {
      if (flag == v1::FLAG_CONVERTED) absl::StrAppend(&text, " converted");
      if (flag == v1::FLAG_INCOMPLETE) absl::StrAppend(&text, " incomplete");
      if (flag == v1::FLAG_SUMMED) absl::StrAppend(&text, " summed");
    }
    if (point.has_unconverted_value()) absl::StrAppend(&text, " ", point.unconverted_value(), "?");
  }
  return points;
}

class ConvertedSeriesTest : public testing::ServedTest {
 protected:
  auto GetSeries(const std::string& text) {
    return Call(*statistics_, &Statistics::GetSeries, Parse<v1::GetSeriesRequest>(text));
  }
  auto GetTrend(const std::string& text) {
    return Call(*analysis_, &v1::AnalysisService::Stub::GetTrend, Parse<v1::GetTrendRequest>(text));
  }
  auto ListConversionWeights(const std::string& text) {
    return Call(*statistics_, &Statistics::ListConversionWeights,
                Parse<v1::ListConversionWeightsRequest>(text));
  }

  // Goods of which one figure tells: "2016 X H4 870390 100".
  static Observation Goods(const std::string& text, const std::string& partner = "TUR") {
    const std::vector<std::string> part = absl::StrSplit(text, ' ');
    Observation row = MakeObservation("KAZ", partner, part.at(1), part.at(0), part.at(4));
    row.cell.classification = part.at(2);
    row.cell.commodity = part.at(3);
    return row;
  }

  void ImportGoods(const std::string& dataset, const std::vector<std::string>& rows,
                   const std::string& partner = "TUR") {
    std::vector<Observation> observations;
    for (const std::string& row : rows) observations.push_back(Goods(row, partner));
    Batch batch = BatchOf(MakeRelease("un-comtrade", dataset, "2023"), std::move(observations));
    batch.sources = {MakeSource("un-comtrade", SourceKind::kCompiled)};
    clock_.Advance(absl::Seconds(1));
    ASSERT_OK(store_->Import(ByAyse(), batch));
  }

  void ImportWeights(const Conversion& conversion) {
    Batch batch;
    batch.conversions = {conversion};
    clock_.Advance(absl::Seconds(1));
    ASSERT_OK(store_->Import(ByAyse(), batch));
  }

  static Conversion H4ToH5() {
    return MakeConversion(
        "H4", "H5",
        {{"870390", "870380", "0.25"}, {"870390", "870390", "0.75"}, {"870410", "870410", "1"}});
  }
  static Conversion H3ToH4() { return MakeConversion("H3", "H4", {{"870399", "870390", "1"}}); }
};

TEST_P(ConvertedSeriesTest, OneSeriesOverRevisions) {
  ImportGoods("d", {"2010 X H3 870399 40", "2010 X  TOTAL 40", "2016 X H4 870390 100.5",
                    "2016 X  TOTAL 100.5", "2017 X H5 870380 30", "2017 X H5 870390 70",
                    "2018 X H5 870390 80"});
  ImportWeights(H4ToH5());
  const std::string request = absl::StrCat(kCars, "commodity: '870380'");
  ASSERT_OK_AND_ASSIGN(const auto told, GetSeries(request));
  ASSERT_EQ(told.series_size(), 1);
  EXPECT_EQ(told.series(0).classification(), "H5");
  EXPECT_EQ(told.series(0).commodity(), "870380");
  EXPECT_THAT(Told(told.series(0)), ElementsAre("2016=25.125 converted", "2017=30"));
  EXPECT_THAT(told.series(0).unconverted_periods(), ElementsAre("2010"));
  // Where the release and the weights come from.
  const v1::Point& converted = told.series(0).points(0);
  EXPECT_EQ(told.evidence(converted.evidence()).release(), "sources/un-comtrade/releases/d-2023");
  ASSERT_EQ(converted.further_evidence_size(), 1);
  const auto& weights = told.evidence(converted.further_evidence(0));
  EXPECT_EQ(weights.publisher(), "Xinhua");
  EXPECT_TRUE(weights.has_recorded());
  EXPECT_EQ(converted.cell(), "KAZ X 2016");
  EXPECT_THAT(told.series(0).points(1).further_evidence(), IsEmpty());

  // Step by step where the direct weights are missing.
  const int64_t before = Head();
  ImportWeights(H3ToH4());
  ASSERT_OK_AND_ASSIGN(const auto steps, GetSeries(request));
  EXPECT_THAT(Told(steps.series(0)),
              ElementsAre("2010=10 converted", "2016=25.125 converted", "2017=30"));
  EXPECT_EQ(steps.series(0).points(0).further_evidence_size(), 2);
  ImportWeights(MakeConversion("H3", "H5", {{"870399", "870380", "1"}}));
  EXPECT_THAT(Told(GetSeries(request)->series(0)),
              ElementsAre("2010=40 converted", "2016=25.125 converted", "2017=30"));

  // A revision knows the weights that it had.
  ASSERT_OK_AND_ASSIGN(const auto again,
                       GetSeries(absl::StrCat(request, " read_at { revision: ", before, " }")));
  EXPECT_EQ(again.SerializeAsString(), told.SerializeAsString());
}

TEST_P(ConvertedSeriesTest, LaterWeightsTakeThePlaceOfTheEarlier) {
  ImportGoods("d", {"2016 X H4 870390 100"});
  ImportWeights(H4ToH5());
  ImportWeights(MakeConversion("H4", "H5", {{"870390", "870380", "1"}}));
  const auto told = GetSeries(absl::StrCat(kCars, "commodity: '8703'"));
  ASSERT_OK(told);
  EXPECT_THAT(Told(told->series(0)), ElementsAre("2016=100 converted incomplete"))
      << "nobody knows whether that is all";
  EXPECT_THAT(GetSeries(absl::StrCat(kCars, "commodity: '870390'"))->series(), IsEmpty());
}

TEST_P(ConvertedSeriesTest, ChaptersAndHeadingsAreSums) {
  ImportGoods("d", {"2016 X H4 87 130", "2016 X H4 870390 100", "2016 X H4 870410 20",
                    "2017 X H5 87 110", "2017 X H5 870390 80", "2017 X H5 870380 20"});
  ImportWeights(H4ToH5());
  EXPECT_THAT(Told(GetSeries(absl::StrCat(kCars, "commodity: '87'"))->series(0)),
              ElementsAre("2016=120 converted incomplete 10?", "2017=110"));
  EXPECT_THAT(Told(GetSeries(absl::StrCat(kCars, "commodity: '8703'"))->series(0)),
              ElementsAre("2016=100 converted incomplete 10?", "2017=100 summed incomplete 10?"));
}

TEST_P(ConvertedSeriesTest, AStepWithoutWeightsIsMissedFromOtherChaptersToo) {
  ImportGoods("d", {"2010 X H3 840000 100", "2010 X H3 870399 40"});
  ImportWeights(H4ToH5());
  ImportWeights(MakeConversion(
      "H3", "H4",
      {{"840000", "840000", "0.5"}, {"840000", "870391", "0.5"}, {"870399", "870390", "1"}}));
  EXPECT_THAT(Told(GetSeries(absl::StrCat(kCars, "commodity: '870380'"))->series(0)),
              ElementsAre("2010=10 converted incomplete 50?"));
}

TEST_P(ConvertedSeriesTest, TheNearestRevisionThatCanBeConverted) {
  ImportWeights(H4ToH5());
  ImportWeights(H3ToH4());
  // In 2015 nothing of chapter 87 stands in H5; in 2016 it does, and H5 says that there is none.
  ImportGoods("a", {"2015 X H3 870399 1000", "2016 X H4 870390 100", "2015 X H6 870380 5"});
  ImportGoods("b", {"2015 X H4 870390 100", "2015 X H5 010121 1", "2016 X H5 870410 1"});
  EXPECT_THAT(Told(GetSeries(absl::StrCat(kCars, "commodity: '870380'"))->series(0)),
              ElementsAre("2015=25 converted incomplete"));
}

TEST_P(ConvertedSeriesTest, WithoutConversionAClassificationIsOnlyACondition) {
  ImportGoods("d", {"2016 X H4 870390 100", "2017 X H5 870390 80"});
  ImportWeights(H4ToH5());
  const std::string request = "reporter: 'KAZ' partner: 'TUR' commodity: '870390' ";
  EXPECT_EQ(GetSeries(request)->series_size(), 2);
  ASSERT_OK_AND_ASSIGN(const auto h4, GetSeries(absl::StrCat(request, "classification: 'H4'")));
  ASSERT_EQ(h4.series_size(), 1);
  EXPECT_THAT(Told(h4.series(0)), ElementsAre("2016=100"));
  EXPECT_EQ(GetSeries(absl::StrCat(request, "classification: 'H6'"))->empty_reason(),
            common::v1::EMPTY_REASON_FILTERED_OUT);
}

TEST_P(ConvertedSeriesTest, PeriodsAndSourcesAreConditionsToo) {
  ImportGoods("d", {"2010 X H3 870399 40", "2016 X H4 870390 100", "2017 X H5 870380 30"});
  ImportWeights(H4ToH5());
  const std::string request = absl::StrCat(kCars, "commodity: '870380' ");
  ASSERT_OK_AND_ASSIGN(const auto early, GetSeries(absl::StrCat(request, "last_period: '2015'")));
  ASSERT_EQ(early.series_size(), 1);
  EXPECT_THAT(early.series(0).points(), IsEmpty());
  EXPECT_THAT(early.series(0).unconverted_periods(), ElementsAre("2010"));
  ASSERT_OK_AND_ASSIGN(const auto late, GetSeries(absl::StrCat(request, "first_period: '2017'")));
  EXPECT_THAT(Told(late.series(0)), ElementsAre("2017=30"));
  EXPECT_THAT(late.series(0).unconverted_periods(), IsEmpty());
  EXPECT_EQ(GetSeries(absl::StrCat(request, "flow: 'M'"))->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);
}

TEST_P(ConvertedSeriesTest, WhatCannotBeConvertedIsRefused) {
  for (const auto& [request, reason] :
       {std::pair("commodity: '870380' classification: ''", "CLASSIFICATION_INVALID"),
        std::pair("commodity: '870380' classification: 'S3'", "CLASSIFICATION_INVALID"),
        std::pair("commodity: 'TOTAL' classification: 'H5'", "COMMODITY_INVALID"),
        std::pair("classification: 'H5'", "COMMODITY_INVALID"),
        std::pair("commodity: '870' classification: 'H5'", "COMMODITY_INVALID"),
        std::pair("commodity: '9999AA' classification: 'H5'", "COMMODITY_INVALID"),
        std::pair("commodity: '87038010' classification: 'H5'", "COMMODITY_INVALID")}) {
    const std::string whole =
        absl::StrCat("reporter: 'KAZ' partner: 'TUR' convert: true ", request);
    const std::string error = absl::StrCat("INVALID_ARGUMENT ", reason);
    EXPECT_EQ(CodeAndReason(GetSeries(whole).status()), error) << request;
    EXPECT_EQ(CodeAndReason(GetTrend(whole).status()), error) << request;
  }
}

TEST_P(ConvertedSeriesTest, SubheadingsThatDoNotAddUpMayLackSomeToConvert) {
  ImportGoods("d", {"2016 X H4 84 30", "2016 X H4 870390 100", "2016 X  TOTAL 130",
                    "2017 X H5 84 30", "2017 X H5 870380 100", "2017 X  TOTAL 130"});
  ImportWeights(H4ToH5());
  ASSERT_OK_AND_ASSIGN(const auto told, GetSeries(absl::StrCat(kCars, "commodity: '870380'")));
  ASSERT_EQ(told.series_size(), 1);
  EXPECT_THAT(Told(told.series(0)), ElementsAre("2016=25 converted incomplete", "2017=100"));
  ASSERT_OK_AND_ASSIGN(const auto chapter, GetSeries(absl::StrCat(kCars, "commodity: '87'")));
  EXPECT_THAT(Told(chapter.series(0)),
              ElementsAre("2016=100 converted incomplete", "2017=100 summed"));
}

TEST_P(ConvertedSeriesTest, ATrendOverRevisions) {
  ImportGoods("d", {"2010-01 X H3 870399 40", "2016-01 X H4 870390 100", "2016-02 X H4 870390 60",
                    "2016-01 X  TOTAL 100", "2017-01 X H5 870380 30"});
  ImportGoods("w", {"2016-01 X H4 870390 400", "2016-01 X  TOTAL 400"}, "W00");
  ImportWeights(H4ToH5());
  ASSERT_OK_AND_ASSIGN(const auto trend, GetTrend(absl::StrCat(kCars, "commodity: '870380' ",
                                                               "frequency: FREQUENCY_MONTHLY")));
  EXPECT_EQ(trend.classification(), "H5");
  const v1::DirectionTrend& exports = trend.exports();
  ASSERT_EQ(exports.points_size(), 3);
  EXPECT_EQ(exports.points(0).value(), "25");
  EXPECT_THAT(exports.points(0).flags(), ElementsAre(v1::FLAG_CONVERTED));
  EXPECT_THAT(exports.points(1).flags(), ElementsAre(v1::FLAG_CONVERTED, v1::FLAG_INCOMPLETE));
  EXPECT_EQ(exports.points(0).evidence_size(), 2);
  EXPECT_EQ(exports.points(2).value(), "30");
  EXPECT_EQ(exports.points(2).evidence_size(), 1);
  EXPECT_THAT(exports.unconverted_periods(), ElementsAre("2010-01"));
  ASSERT_EQ(exports.world_share_size(), 1);
  EXPECT_EQ(exports.world_share(0).ratio(), 0.25);
  EXPECT_THAT(trend.other_classifications(), IsEmpty());
}

TEST_P(ConvertedSeriesTest, ATrendTellsWhatItCouldNotConvert) {
  ImportGoods("d", {"2010 X H3 870399 40", "2011-01 X H3 870399 4", "2012-01 X H3 870399 5"});
  const std::string request = absl::StrCat(kCars, "commodity: '870380' ");
  ASSERT_OK_AND_ASSIGN(const auto none, GetTrend(request));
  EXPECT_EQ(none.source(), "sources/un-comtrade");
  EXPECT_EQ(none.classification(), "H5");
  EXPECT_THAT(none.exports().points(), IsEmpty());
  EXPECT_THAT(none.exports().unconverted_periods(), ElementsAre("2010", "2011-01", "2012-01"));
  EXPECT_EQ(none.empty_reason(), common::v1::EMPTY_REASON_FILTERED_OUT);

  // Months of a year that has a value, or could not be converted itself, are not missed.
  ImportGoods("e", {"2011 X H5 870380 50", "2012 X H3 870399 60"});
  ASSERT_OK_AND_ASSIGN(const auto some, GetTrend(request));
  EXPECT_THAT(some.exports().unconverted_periods(), ElementsAre("2010", "2012"));
}

TEST_P(ConvertedSeriesTest, WeightsCanBeListed) {
  ImportWeights(H4ToH5());
  ImportGoods("d", {"2016 X H4 870390 100"});
  const auto weights = [](const v1::ListConversionWeightsResponse& response) {
    return absl::StrJoin(
        response.conversion_weights(), " ", [](std::string* out, const v1::ConversionWeight& one) {
          absl::StrAppend(out, one.from_commodity(), ">", one.to_commodity(), "=", one.weight());
        });
  };
  const std::string request = "parent: 'classifications/H4/conversions/H5' ";
  ASSERT_OK_AND_ASSIGN(const auto all, ListConversionWeights(request));
  EXPECT_EQ(weights(all), "870390>870380=0.25 870390>870390=0.75 870410>870410=1");
  EXPECT_EQ(all.evidence().publisher(), "Xinhua");
  EXPECT_EQ(all.revision(), 2);
  const std::string paged = absl::StrCat(request, "prefix: '8703' page_size: 1 ");
  ASSERT_OK_AND_ASSIGN(const auto first, ListConversionWeights(paged));
  EXPECT_EQ(weights(first), "870390>870380=0.25");
  // The next page is of the same revision.
  ImportWeights(MakeConversion("H4", "H5", {{"870390", "870380", "1"}}));
  ASSERT_OK_AND_ASSIGN(
      const auto second,
      ListConversionWeights(absl::StrCat(paged, "page_token: '", first.next_page_token(), "'")));
  EXPECT_EQ(weights(second), "870390>870390=0.75");
  EXPECT_EQ(second.next_page_token(), "");
  EXPECT_EQ(second.revision(), 2);
  EXPECT_EQ(ListConversionWeights(absl::StrCat(request, "prefix: '99'"))->empty_reason(),
            common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(ListConversionWeights("parent: 'classifications/H5/conversions/H4'")->empty_reason(),
            common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  for (const auto& [bad, reason] :
       {std::pair("parent: 'classifications/H4'", "NAME_INVALID"),
        std::pair("parent: 'classifications/H4/conversions/H5' prefix: '8 7'", "COMMODITY_INVALID"),
        std::pair("parent: 'classifications/H4/conversions/H5' page_size: -1",
                  "PAGE_SIZE_INVALID")}) {
    EXPECT_EQ(CodeAndReason(ListConversionWeights(bad).status()),
              absl::StrCat("INVALID_ARGUMENT ", reason))
        << bad;
  }
}

// UN Comtrade's monthly rows of fish, and the Growth Lab's weights: what Kazakhstan says that it
// bought from Türkiye in H4, in terms of H5.
TEST_P(ConvertedSeriesTest, RealMonthsAreConvertedByRealWeights) {
  READ_SHARED_FILE_OR_SKIP(rows, "trade/comtrade/TUR_KAZ_monthly_hs6_fish_2000_2024.csv");
  READ_SHARED_FILE_OR_SKIP(weights, "trade/reference/hs_conversion_weights_H4_to_H5.csv");
  ASSERT_OK(Import("file_name: 'fish.csv'", rows));
  ASSERT_OK_AND_ASSIGN(const auto imported, Import("file_name: 'H4_to_H5.csv'", weights));
  EXPECT_EQ(imported.report().kept(), 40057);
  EXPECT_TRUE(Import("file_name: 'H4_to_H5.csv'", weights)->already_loaded());

  ASSERT_OK_AND_ASSIGN(
      const auto told,
      GetSeries("reporter: 'KAZ' partner: 'TUR' flow: 'M' frequency: FREQUENCY_MONTHLY "
                "commodity: '030289' classification: 'H5' convert: true"));
  ASSERT_EQ(told.series_size(), 1);
  std::map<std::string, std::string> points;
  for (const v1::Point& point : told.series(0).points()) points[point.period()] = point.value();

  // 030289 is the only code of H4 that becomes 030289 of H5.
  int converted = 0;
  for (auto& row : testing::SimpleRows(rows)) {
    if (row["reporterCode"] != "398" || row["flowCode"] != "M" || row["cmdCode"] != "030289") {
      continue;
    }
    const std::string period =
        absl::StrCat(row["refYear"], "-", row["refMonth"].size() < 2 ? "0" : "", row["refMonth"]);
    const Decimal value = Dec(row["primaryValue"]);
    if (row["classificationCode"] == "H5") {
      EXPECT_EQ(points[period], value.ToString()) << period;
    }
    if (row["classificationCode"] != "H4") continue;
    EXPECT_EQ(points[period], value.TimesShare(Dec("0.8604291999607823"), 6)->ToString()) << period;
    ++converted;
  }
  EXPECT_GT(converted, 10);
}

INSTANTIATE_TEST_SUITE_P(Engines, ConvertedSeriesTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade::converted_series_test
