// StatisticsService over gRPC.

#include <algorithm>
#include <map>
#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/served.h"

namespace entente::trade::statistics_service_test {
namespace {

using testing::BatchOf;
using testing::ByAyse;
using testing::CodeAndReason;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::MakeSource;
using testing::MakeTitle;
using testing::Parse;
using Stub = v1::StatisticsService::Stub;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StatisticsServiceTest : public testing::ServedTest {
 protected:
  auto GetPairSummary(const std::string& text) {
    return Call(*statistics_, &Stub::GetPairSummary, Parse<v1::GetPairSummaryRequest>(text));
  }
  auto GetSeries(const std::string& text) {
    return Call(*statistics_, &Stub::GetSeries, Parse<v1::GetSeriesRequest>(text));
  }

  struct Streamed {
    std::vector<v1::StreamObservationsResponse> batches;
    absl::Status status;

    // Every block, serialized.
    std::vector<std::string> Blocks() const {
      std::vector<std::string> blocks;
      for (const auto& batch : batches) {
        for (const auto& block : batch.blocks()) blocks.push_back(block.SerializeAsString());
      }
      return blocks;
    }

    // How many observations there are.
    size_t Rows() const {
      size_t rows = 0;
      for (const auto& batch : batches) {
        for (const auto& block : batch.blocks()) rows += block.columns().rows();
      }
      return rows;
    }
  };

  // Reads a stream to its end, or `most` batches of it.
  Streamed Stream(const v1::StreamObservationsRequest& request, size_t most = 1000) {
    grpc::ClientContext context;
    SetDeadline(context);
    Streamed streamed;
    const auto reader = statistics_->StreamObservations(&context, request);
    v1::StreamObservationsResponse response;
    while (streamed.batches.size() < most && reader->Read(&response)) {
      streamed.batches.push_back(response);
    }
    if (streamed.batches.size() == most) context.TryCancel();
    streamed.status = entente::testing::FromGrpc(reader->Finish());
    return streamed;
  }
  Streamed Stream(const std::string& text) {
    return Stream(Parse<v1::StreamObservationsRequest>(text));
  }

  void ImportBatch(const std::string& source, SourceKind kind, const std::string& dataset,
                   const std::string& published, std::vector<Observation> observations,
                   const std::string& currency = "USD") {
    Release release = MakeRelease(source, dataset, published);
    release.currency = currency;
    Batch batch = BatchOf(release, std::move(observations));
    batch.sources = {MakeSource(source, kind)};
    clock_.Advance(absl::Seconds(1));
    ASSERT_OK(store_->Import(ByAyse(), batch));
  }

  // Two sources; Türkiye's own reports of 2021 are missing.
  void ImportPair() {
    ImportBatch("kaz-bns", SourceKind::kNational, "totals", "2022-02",
                {MakeObservation("KAZ", "TUR", "X", "2021", "2964665648.32"),
                 MakeObservation("KAZ", "TUR", "M", "2021", "1146382283.36"),
                 MakeObservation("KAZ", "TUR", "M", "2022", "5")});
    ImportBatch("un-comtrade", SourceKind::kCompiled, "d", "2023",
                {MakeObservation("TUR", "KAZ", "X", "2020", "7"),
                 MakeObservation("KAZ", "TUR", "X", "2021-04", "8")});
  }
};

TEST_P(StatisticsServiceTest, ThePairsSummary) {
  ImportPair();
  ASSERT_OK_AND_ASSIGN(const auto summary, GetPairSummary("countries: 'Türkiye' countries: 'kz'"));
  EXPECT_EQ(summary.pair().first().alpha3(), "KAZ");
  EXPECT_EQ(summary.pair().second().alpha3(), "TUR");
  ASSERT_EQ(summary.sides_size(), 2);
  const v1::Side& kaz = summary.sides(0);
  EXPECT_EQ(kaz.reporter().name(), "Kazakhstan");
  EXPECT_EQ(kaz.exports().period(), "2021");
  EXPECT_EQ(kaz.imports().period(), "2022");
  EXPECT_EQ(kaz.latest().period(), "2021");
  EXPECT_EQ(kaz.latest().total().decimal(), "4111047931.68");
  EXPECT_EQ(kaz.empty_reason(), common::v1::EMPTY_REASON_UNSPECIFIED);
  const v1::Side& tur = summary.sides(1);
  EXPECT_EQ(tur.exports().amount().decimal(), "7");
  EXPECT_FALSE(tur.has_imports());
  EXPECT_FALSE(tur.has_latest());
  EXPECT_EQ(tur.empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(summary.volumes_size(), 1);
  ASSERT_EQ(summary.series_size(), 3);
  EXPECT_EQ(summary.series(0).source(), "sources/kaz-bns");
  EXPECT_EQ(summary.series(2).source(), "sources/un-comtrade");
  ASSERT_EQ(summary.evidence_size(), 2);
  EXPECT_EQ(summary.evidence(kaz.exports().evidence()).publisher(), "Publisher of kaz-bns");
  EXPECT_EQ(summary.evidence(tur.exports().evidence()).publisher(), "Publisher of un-comtrade");
  EXPECT_EQ(summary.empty_reason(), common::v1::EMPTY_REASON_UNSPECIFIED);
  EXPECT_EQ(summary.revision(), 2);
}

TEST_P(StatisticsServiceTest, TheSummaryWithoutReExportsOfOneSourceOrFrequency) {
  ImportPair();
  ImportBatch("trademap", SourceKind::kCompiled, "d", "2023",
              {MakeObservation("TUR", "KAZ", "X", "2021", "10"),
               MakeObservation("TUR", "KAZ", "RX", "2021", "1"),
               MakeObservation("TUR", "KAZ", "M", "2021", "20"),
               MakeObservation("TUR", "KAZ", "FM", "2021", "18"),
               MakeObservation("TUR", "KAZ", "X", "2022-01", "2"),
               MakeObservation("TUR", "KAZ", "M", "2022-01", "3")});
  const std::string pair = "countries: 'KAZ' countries: 'TUR' ";
  ASSERT_OK_AND_ASSIGN(const auto all, GetPairSummary(pair));
  ASSERT_EQ(all.volumes_size(), 3);
  EXPECT_EQ(all.volumes(1).total().decimal(), "30");
  EXPECT_EQ(all.volumes(2).total().decimal(), "27");
  EXPECT_EQ(all.volumes(2).definition().re_exports(), v1::RE_EXPORTS_EXCLUDED);
  EXPECT_EQ(all.sides(1).latest().total().decimal(), "30");
  EXPECT_EQ(all.series_size(), 7) << "those that tell re-exports apart among them";

  ASSERT_OK_AND_ASSIGN(const auto one, GetPairSummary(pair + "source: 'sources/trademap'"));
  EXPECT_EQ(one.volumes_size(), 2);
  EXPECT_FALSE(one.sides(0).has_exports());
  EXPECT_EQ(one.evidence_size(), 1);
  ASSERT_OK_AND_ASSIGN(const auto months, GetPairSummary(pair + "frequency: FREQUENCY_MONTHLY"));
  ASSERT_EQ(months.volumes_size(), 1);
  EXPECT_EQ(months.volumes(0).period(), "2022-01");
  EXPECT_EQ(months.sides(1).latest().total().decimal(), "5");
  ASSERT_OK_AND_ASSIGN(const auto quarters,
                       GetPairSummary(pair + "frequency: FREQUENCY_QUARTERLY"));
  EXPECT_THAT(quarters.volumes(), IsEmpty());
  EXPECT_EQ(quarters.empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_THAT(quarters.incomplete_periods(), ElementsAre("2021-Q2", "2022-Q1"));
  EXPECT_EQ(GetPairSummary("countries: 'TUR' countries: 'CHN' source: 'sources/trademap'")
                ->empty_reason(),
            common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
}

TEST_P(StatisticsServiceTest, AnEmptySummarySaysWhy) {
  const std::string pair = "countries: 'KAZ' countries: 'TUR' ";
  ASSERT_OK_AND_ASSIGN(auto summary, GetPairSummary(pair));
  EXPECT_EQ(summary.empty_reason(), common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  EXPECT_EQ(summary.sides(0).empty_reason(), common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  EXPECT_EQ(summary.revision(), 0);
  ImportPair();
  EXPECT_EQ(GetPairSummary("countries: 'KAZ' countries: 'DEU'")->empty_reason(),
            common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
  EXPECT_EQ(
      GetPairSummary(pair + "read_at { as_of { year: 2022 month: 1 day: 1 } }")->empty_reason(),
      common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
  EXPECT_EQ(GetPairSummary(pair + "read_at { as_recorded { seconds: 1 } }")->empty_reason(),
            common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
}

TEST_P(StatisticsServiceTest, GetPairSummaryErrors) {
  for (const auto& [request, reason] :
       {std::pair("", "INVALID_ARGUMENT PAIR_INVALID"),
        std::pair("countries: 'KAZ'", "INVALID_ARGUMENT PAIR_INVALID"),
        std::pair("countries: 'KAZ' countries: 'TUR' countries: 'CHN'",
                  "INVALID_ARGUMENT PAIR_INVALID"),
        std::pair("countries: 'KAZ' countries: '398'", "INVALID_ARGUMENT PAIR_INVALID"),
        std::pair("countries: 'KAZ' countries: 'Ruritania'", "INVALID_ARGUMENT COUNTRY_UNKNOWN"),
        std::pair("countries: 'KAZ' countries: 'Korea'", "INVALID_ARGUMENT COUNTRY_AMBIGUOUS"),
        std::pair("countries: 'KAZ' countries: 'TUR' read_at { as_of { month: 1 } }",
                  "INVALID_ARGUMENT DAY_INVALID"),
        std::pair("countries: 'KAZ' countries: 'TUR' read_at { revision: 5 }",
                  "FAILED_PRECONDITION REVISION_NOT_REACHED")}) {
    EXPECT_EQ(CodeAndReason(GetPairSummary(request).status()), reason) << request;
  }
}

TEST_P(StatisticsServiceTest, SeriesOfOneDirection) {
  ImportPair();
  ASSERT_OK_AND_ASSIGN(const auto answer, GetSeries("reporter: 'KAZ' partner: 'Turkey'"));
  ASSERT_EQ(answer.series_size(), 2);
  EXPECT_EQ(answer.series(0).flow(), "M");
  EXPECT_EQ(answer.series(0).points_size(), 2);
  EXPECT_EQ(answer.series(1).flow(), "X");
  EXPECT_EQ(answer.evidence_size(), 1);
  EXPECT_EQ(GetSeries("reporter: 'KAZ' partner: 'TUR' flow: 'X'")->series_size(), 1);
  ASSERT_OK_AND_ASSIGN(const auto monthly, GetSeries("reporter: 'KAZ' partner: 'TUR' frequency: "
                                                     "FREQUENCY_MONTHLY"));
  ASSERT_EQ(monthly.series_size(), 1);
  EXPECT_EQ(monthly.series(0).points(0).period(), "2021-04");
}

// What a cell is called stays what the source calls it: only series are added up.
TEST_P(StatisticsServiceTest, SeriesOfACommodityOutOfItsFinerCodes) {
  const auto row = [](const char* code, const char* period, const char* value) {
    Observation made = MakeObservation("KAZ", "TUR", "X", period, value);
    made.cell.commodity = code;
    made.cell.classification = "H5";
    made.locator = absl::StrCat("line ", code);
    return made;
  };
  ImportBatch("s", SourceKind::kCompiled, "d", "2022",
              {row("270900", "2020", "1"), row("271012", "2020", "2"), row("27", "2021", "5")});
  ImportBatch("s", SourceKind::kCompiled, "e", "2023",
              {row("271019", "2020", "4"), row("270900", "2021", "8")});
  ASSERT_OK_AND_ASSIGN(const auto answer,
                       GetSeries("reporter: 'KAZ' partner: 'TUR' commodity: '27'"));
  ASSERT_EQ(answer.series_size(), 1);
  EXPECT_EQ(answer.series(0).commodity(), "27");
  EXPECT_EQ(answer.series(0).classification(), "H5");
  ASSERT_EQ(answer.series(0).points_size(), 2);
  const v1::Point& sum = answer.series(0).points(0);
  EXPECT_EQ(sum.value(), "7");
  EXPECT_THAT(sum.flags(), ElementsAre(v1::FLAG_SUMMED, v1::FLAG_INCOMPLETE));
  EXPECT_EQ(sum.cell(), "line 270900 and 1 more, line 271019 of sources/s/releases/e-2023");
  EXPECT_EQ(answer.evidence(static_cast<int>(sum.evidence())).release(),
            "sources/s/releases/d-2022");
  ASSERT_EQ(sum.further_evidence_size(), 1);
  EXPECT_EQ(answer.evidence(static_cast<int>(sum.further_evidence(0))).release(),
            "sources/s/releases/e-2023");
  const v1::Point& own = answer.series(0).points(1);
  EXPECT_EQ(own.value(), "5") << "a row goes before a sum, of a later data set too";
  EXPECT_THAT(own.flags(), IsEmpty());

  ASSERT_OK_AND_ASSIGN(
      const auto history,
      Call(*releases_, &v1::ReleaseService::Stub::ListCellHistory,
           Parse<v1::ListCellHistoryRequest>("reporter: 'KAZ' partner: 'TUR' flow: 'X' "
                                             "period: '2020' commodity: '27'")));
  EXPECT_EQ(history.empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
}

TEST_P(StatisticsServiceTest, SeriesWithTheWorldAndWithAreasThatAreNoCountries) {
  ImportBatch("s", SourceKind::kCompiled, "d", "2022",
              {MakeObservation("KAZ", "W00", "X", "2021", "1"),
               MakeObservation("KAZ", "899", "X", "2021", "2")});
  for (const char* world : {"W00", "World", "world"}) {
    EXPECT_EQ(GetSeries(absl::StrCat("reporter: 'KAZ' partner: '", world, "'"))->series_size(), 1);
  }
  EXPECT_EQ(GetSeries("reporter: 'KAZ' partner: '899'")->series(0).points(0).value(), "2");
}

TEST_P(StatisticsServiceTest, PeriodsAndSourcesCutSeries) {
  ImportPair();
  const std::string request = "reporter: 'KAZ' partner: 'TUR' flow: 'M' ";
  EXPECT_EQ(GetSeries(request + "first_period: '2022'")->series(0).points_size(), 1);
  EXPECT_EQ(GetSeries(request + "last_period: '2021'")->series(0).points(0).period(), "2021");
  EXPECT_EQ(
      GetSeries(request + "first_period: '2021' last_period: '2022'")->series(0).points_size(), 2);
  EXPECT_EQ(GetSeries(request + "source: 'sources/kaz-bns'")->series_size(), 1);
  for (const char* none :
       {"first_period: '2023'", "last_period: '2020'", "source: 'sources/un-comtrade'"}) {
    ASSERT_OK_AND_ASSIGN(const auto empty, GetSeries(request + none));
    EXPECT_EQ(empty.series_size(), 0) << none;
    EXPECT_EQ(empty.empty_reason(), common::v1::EMPTY_REASON_FILTERED_OUT) << none;
    EXPECT_EQ(empty.evidence_size(), 0);
  }
  EXPECT_EQ(GetSeries("reporter: 'KAZ' partner: 'TUR' flow: 'DX'")->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(GetSeries("reporter: 'CHN' partner: 'TUR'")->empty_reason(),
            common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
}

// What a source codes in its own way can be asked for as it is coded; a mistyped name cannot.
TEST_P(StatisticsServiceTest, AreasThatAreNoCountriesCanBeNamed) {
  ImportPair();
  for (const char* area : {"BNS_CIS", "BNS_CU", "EU27_2020", "XK", "KOS", "WBG", "BLX", "UNS",
                           "280", "WLD", "W00", "world"}) {
    EXPECT_OK(GetSeries(absl::StrCat("reporter: 'KAZ' partner: '", area, "'"))) << area;
  }
  for (const char* typo : {"KZA", "BLXX", "TURK"}) {
    EXPECT_EQ(
        CodeAndReason(GetSeries(absl::StrCat("reporter: 'KAZ' partner: '", typo, "'")).status()),
        "INVALID_ARGUMENT COUNTRY_UNKNOWN")
        << typo;
  }
}

TEST_P(StatisticsServiceTest, GetSeriesErrors) {
  ImportPair();
  const std::string pair = "reporter: 'KAZ' partner: 'TUR' ";
  for (const auto& [request, reason] :
       {std::pair(std::string("partner: 'TUR'"), "INVALID_ARGUMENT COUNTRY_MISSING"),
        std::pair(std::string("reporter: 'KAZ'"), "INVALID_ARGUMENT COUNTRY_MISSING"),
        std::pair(std::string("reporter: 'World' partner: 'TUR'"),
                  "INVALID_ARGUMENT COUNTRY_UNKNOWN"),
        std::pair(std::string("reporter: 'KAZ' partner: 'Ruritania'"),
                  "INVALID_ARGUMENT COUNTRY_UNKNOWN"),
        std::pair(pair + "flow: 'X M'", "INVALID_ARGUMENT FLOW_INVALID"),
        std::pair(pair + "commodity: 'fuel oil'", "INVALID_ARGUMENT COMMODITY_INVALID"),
        std::pair(pair + "first_period: 'x'", "INVALID_ARGUMENT PERIOD_INVALID"),
        std::pair(pair + "last_period: '2021-04'", "INVALID_ARGUMENT PERIOD_INVALID"),
        std::pair(pair + "frequency: FREQUENCY_MONTHLY first_period: '2021'",
                  "INVALID_ARGUMENT PERIOD_INVALID"),
        std::pair(pair + "read_at { revision: -1 }", "INVALID_ARGUMENT READ_AT_INVALID"),
        std::pair(pair + "source: 'sources/none'", "NOT_FOUND NOT_FOUND"),
        std::pair(pair + "read_at { revision: 5 }", "FAILED_PRECONDITION REVISION_NOT_REACHED")}) {
    EXPECT_EQ(CodeAndReason(GetSeries(request).status()), reason) << request;
  }
  auto request = Parse<v1::GetSeriesRequest>(pair);
  request.set_frequency(static_cast<v1::Frequency>(9));
  EXPECT_EQ(CodeAndReason(Call(*statistics_, &Stub::GetSeries, request).status()),
            "INVALID_ARGUMENT VALUE_UNKNOWN");
}

TEST_P(StatisticsServiceTest, AFixedRevisionReadsTheSameBytesForEver) {
  ImportPair();
  const std::string summary = "countries: 'KAZ' countries: 'TUR' read_at { revision: 1 }";
  const std::string series = "reporter: 'TUR' partner: 'KAZ' read_at { revision: 1 }";
  const std::string rows = "read_at { revision: 1 }";
  const std::string first_summary = GetPairSummary(summary)->SerializeAsString();
  const std::string first_series = GetSeries(series)->SerializeAsString();
  const auto first_rows = Stream(rows).Blocks();
  ImportBatch("kaz-bns", SourceKind::kReconciled, "totals", "2022-03",
              {MakeObservation("KAZ", "TUR", "X", "2021", "1"),
               MakeObservation("TUR", "KAZ", "X", "2021", "1")});
  EXPECT_EQ(GetPairSummary(summary)->SerializeAsString(), first_summary);
  EXPECT_EQ(GetSeries(series)->SerializeAsString(), first_series);
  EXPECT_EQ(Stream(rows).Blocks(), first_rows);
  EXPECT_NE(GetPairSummary("countries: 'KAZ' countries: 'TUR'")->SerializeAsString(),
            first_summary);
}

TEST_P(StatisticsServiceTest, AnswersFollowTheStore) {
  ImportPair();
  const std::string request = "reporter: 'KAZ' partner: 'TUR' flow: 'X'";
  EXPECT_EQ(GetSeries(request)->series(0).points(0).value(), "2964665648.32");
  ImportBatch("kaz-bns", SourceKind::kNational, "totals", "2022-03",
              {MakeObservation("KAZ", "TUR", "X", "2021", "1")});
  EXPECT_EQ(GetSeries(request)->series(0).points(0).value(), "1") << "not the answer that was kept";
}

TEST_P(StatisticsServiceTest, WhatIsLoadedIsToldOfEveryDataSet) {
  const auto of = [](const std::string& commodity, const std::string& period) {
    Observation observation = MakeObservation("KAZ", "TUR", "X", period, "5");
    observation.cell.commodity = commodity;
    if (commodity != kTotal) observation.cell.classification = "H5";
    return observation;
  };
  ImportBatch("un-comtrade", SourceKind::kCompiled, "wide", "2022",
              {of("27", "2021"), of(kTotal, "2021")});
  ImportBatch("un-comtrade", SourceKind::kCompiled, "narrow", "2023", {of("854231", "2022")});
  ASSERT_OK(Import("file_name: 'BACI_HS92_Y2021_V202301.csv'",
                   "t,i,j,k,v,q\n2021,398,792,010121,1.5,NA\n"));
  ASSERT_OK_AND_ASSIGN(const auto loaded,
                       Call(*statistics_, &Stub::GetAvailability,
                            Parse<v1::GetAvailabilityRequest>("reporter: 'KAZ'")));
  ASSERT_EQ(loaded.available_size(), 2);
  const v1::Availability& baci = loaded.available(0);
  EXPECT_EQ(baci.source(), "sources/cepii-baci");
  EXPECT_THAT(baci.levels(), ElementsAre(0, 6)) << "the total is summed";
  EXPECT_THAT(baci.classifications(), ElementsAre("H0"));
  const v1::Availability& comtrade = loaded.available(1);
  EXPECT_EQ(comtrade.first_period(), "2021");
  EXPECT_EQ(comtrade.last_period(), "2022");
  EXPECT_EQ(comtrade.periods(), 2);
  EXPECT_EQ(comtrade.partners(), 1);
  EXPECT_EQ(comtrade.observations(), 3);
  EXPECT_THAT(comtrade.levels(), ElementsAre(0, 2, 6)) << "those of both data sets";
}

TEST_P(StatisticsServiceTest, ObservationsOfEveryCondition) {
  ImportPair();
  EXPECT_EQ(Stream("").Rows(), 5u);
  EXPECT_EQ(Stream("reporter: 'Kazakhstan'").Rows(), 4u);
  EXPECT_EQ(Stream("partner: 'KAZ'").Rows(), 1u);
  EXPECT_EQ(Stream("flow: 'M'").Rows(), 2u);
  EXPECT_EQ(Stream("commodity: 'TOTAL' frequency: FREQUENCY_MONTHLY").Rows(), 1u);
  EXPECT_EQ(Stream("source: 'sources/un-comtrade'").Rows(), 2u);
  EXPECT_EQ(Stream("read_at { as_of { year: 2022 month: 6 day: 1 } }").Rows(), 3u);
  EXPECT_EQ(Stream("read_at { revision: 1 }").Rows(), 3u);
  for (const auto& [conditions, reason] :
       {std::pair("reporter: 'DEU'", common::v1::EMPTY_REASON_PAIR_NOT_COVERED),
        std::pair("reporter: 'KAZ' flow: 'RX'", common::v1::EMPTY_REASON_NOT_REPORTED),
        std::pair("commodity: '27'", common::v1::EMPTY_REASON_FILTERED_OUT),
        std::pair("read_at { as_of { year: 2001 month: 1 day: 1 } }",
                  common::v1::EMPTY_REASON_NOT_KNOWN_THEN)}) {
    const Streamed none = Stream(conditions);
    EXPECT_OK(none.status);
    EXPECT_THAT(none.Blocks(), IsEmpty());
    ASSERT_EQ(none.batches.size(), 1u) << conditions;
    EXPECT_EQ(none.batches[0].empty_reason(), reason) << conditions;
    EXPECT_EQ(none.batches[0].revision(), 2);
  }
  const auto all = Stream("");
  EXPECT_OK(all.status);
  ASSERT_EQ(all.batches.size(), 1u);
  EXPECT_EQ(all.batches[0].revision(), 2);
  EXPECT_EQ(all.batches[0].empty_reason(), common::v1::EMPTY_REASON_UNSPECIFIED);
  EXPECT_EQ(all.batches[0].blocks(0).release(), "sources/kaz-bns/releases/totals-2022-02");
}

TEST_P(StatisticsServiceTest, ObservationsOfAFilter) {
  ImportPair();
  Observation fuels = MakeObservation("KAZ", "TUR", "X", "2021", "100");
  fuels.cell.commodity = "27";
  fuels.cell.classification = "H6";
  Observation oil = fuels;
  oil.cell.commodity = "270900";
  oil.value = testing::Dec("90");
  Observation total = MakeObservation("KAZ", "TUR", "X", "2021", "500");
  ImportBatch("detail", SourceKind::kCompiled, "d", "2022-05", {fuels, oil, total});
  EXPECT_EQ(Stream("filter: 'reporter = KAZ'").Rows(), 7u);
  EXPECT_EQ(Stream("filter: 'TUR KAZ flow = X period = 2021'").Rows(), 5u);
  EXPECT_EQ(Stream("filter: 'commodity = 27*'").Rows(), 2u);
  EXPECT_EQ(Stream("filter: 'level = 6 OR value >= 2964665648.32'").Rows(), 2u);
  EXPECT_EQ(Stream("filter: 'source = sources/detail AND NOT commodity = TOTAL'").Rows(), 2u);
  EXPECT_EQ(Stream("commodity: '27' filter: 'value > 90'").Rows(), 1u);
  EXPECT_EQ(Stream("reporter: 'TUR' filter: 'reporter = KAZ'").Rows(), 0u);
  const Streamed some = Stream("filter: 'commodity = 27* AND value < 100'");
  ASSERT_OK(some.status);
  const v1::ObservationBlock& block = some.batches.at(0).blocks(0);
  EXPECT_EQ(block.columns().rows(), 1u);
  EXPECT_EQ(block.columns().values().mantissas(0), 90u);
  EXPECT_EQ(block.release(), "sources/detail/releases/d-2022-05");
  EXPECT_EQ(Stream("source: 'sources/detail' filter: 'level >= 0'").Blocks(),
            Stream("source: 'sources/detail'").Blocks())
      << "what is read and kept whole is as it is stored";
}

TEST_P(StatisticsServiceTest, WhatAFilterLeavesOutIsFilteredOut) {
  ImportPair();
  for (const auto& [conditions, reason] :
       {std::pair("filter: 'value > 1e20'", common::v1::EMPTY_REASON_FILTERED_OUT),
        std::pair("filter: 'flow = RX'", common::v1::EMPTY_REASON_FILTERED_OUT),
        std::pair("filter: 'reporter = DEU'", common::v1::EMPTY_REASON_FILTERED_OUT),
        std::pair("reporter: 'DEU' filter: 'flow = X'", common::v1::EMPTY_REASON_PAIR_NOT_COVERED),
        std::pair("reporter: 'KAZ' flow: 'RX' filter: 'value > 1'",
                  common::v1::EMPTY_REASON_NOT_REPORTED)}) {
    const Streamed none = Stream(conditions);
    EXPECT_OK(none.status);
    ASSERT_EQ(none.batches.size(), 1u) << conditions;
    EXPECT_THAT(none.Blocks(), IsEmpty()) << conditions;
    EXPECT_EQ(none.batches[0].empty_reason(), reason) << conditions;
  }
}

TEST_P(StatisticsServiceTest, TitlesOfCommodities) {
  Batch batch;
  batch.titles = {MakeTitle("H5", "27", "Mineral fuels"), MakeTitle("H5", "2709", "Crude"),
                  MakeTitle("H5", "2710", "Oils"), MakeTitle("H5", "28", "Chemicals"),
                  MakeTitle("H6", "27", "Fuels")};
  ASSERT_OK(store_->Import(ByAyse(), batch));
  const auto list = [&](const std::string& text) {
    return Call(*statistics_, &Stub::ListCommodityTitles,
                Parse<v1::ListCommodityTitlesRequest>(text));
  };
  const auto names = [](const v1::ListCommodityTitlesResponse& response) {
    std::vector<std::string> titles;
    for (const auto& one : response.commodity_titles()) titles.push_back(one.title());
    return titles;
  };
  ASSERT_OK_AND_ASSIGN(const auto all, list("parent: 'classifications/H5'"));
  EXPECT_THAT(names(all), ElementsAre("Mineral fuels", "Crude", "Oils", "Chemicals"));
  EXPECT_EQ(all.commodity_titles(0).evidence().publisher(), batch.titles[0].evidence.publisher);
  EXPECT_EQ(all.revision(), 1);
  const std::string request = "parent: 'classifications/H5' prefix: '27' page_size: 2 ";
  ASSERT_OK_AND_ASSIGN(const auto first, list(request));
  EXPECT_THAT(names(first), ElementsAre("Mineral fuels", "Crude"));
  ASSERT_OK_AND_ASSIGN(const auto second,
                       list(absl::StrCat(request, "page_token: '", first.next_page_token(), "'")));
  EXPECT_THAT(names(second), ElementsAre("Oils"));
  EXPECT_EQ(second.next_page_token(), "");
  EXPECT_EQ(list("parent: 'classifications/H5' prefix: '99'")->empty_reason(),
            common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(list("parent: 'classifications/H9'")->empty_reason(),
            common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  for (const auto& [bad, reason] : {std::pair("parent: 'H5'", "INVALID_ARGUMENT NAME_INVALID"),
                                    std::pair("parent: 'classifications/H5' prefix: '2 7'",
                                              "INVALID_ARGUMENT COMMODITY_INVALID"),
                                    std::pair("parent: 'classifications/H5' page_token: 'x'",
                                              "INVALID_ARGUMENT PAGE_TOKEN_INVALID")}) {
    EXPECT_EQ(CodeAndReason(list(bad).status()), reason) << bad;
  }
}

TEST_P(StatisticsServiceTest, AreasAreNamedInALanguage) {
  const auto names = [&](absl::string_view language) {
    v1::ListAreasRequest request;
    request.set_language_code(std::string(language));
    request.set_page_size(1000);
    const auto response = Call(*statistics_, &Stub::ListAreas, request);
    EXPECT_OK(response);
    std::map<std::string, std::string> names;
    for (const v1::Area& area : response->areas()) {
      names[area.code()] = absl::StrCat(area.name(), "|", area.language_code());
    }
    return names;
  };
  std::map<std::string, std::string> kazakh = names("kk-KZ");
  EXPECT_EQ(kazakh["TUR"], "Түркия|");
  EXPECT_EQ(kazakh["810"], "КСРО, Кеңес Социалистік Республикалар Одағы|");
  EXPECT_EQ(kazakh["899"], "Areas, not elsewhere specified|en");
  EXPECT_EQ(names("UZ")["ATA"], "Antarctica|en");
  EXPECT_EQ(names(""), names("en-GB"));
  EXPECT_EQ(names("")["810"], "USSR|");
}

// Also of an empty store: the program knows them.
TEST_P(StatisticsServiceTest, AreasAndTheirCodes) {
  const auto list = [&](const std::string& text) {
    return Call(*statistics_, &Stub::ListAreas, Parse<v1::ListAreasRequest>(text));
  };
  std::vector<std::string> codes;
  std::string token;
  do {
    ASSERT_OK_AND_ASSIGN(const auto page, list(absl::StrCat("page_token: '", token, "'")));
    EXPECT_EQ(page.evidence_size(), 2);
    for (const v1::Area& area : page.areas()) codes.push_back(area.code());
    token = page.next_page_token();
  } while (!token.empty());
  EXPECT_GT(codes.size(), 290u);
  EXPECT_THAT(codes, ::testing::IsSupersetOf({"280", "KAZ", "TUR", "W00"}));

  ASSERT_OK_AND_ASSIGN(const auto former, list("kind: AREA_KIND_FORMER"));
  for (const v1::Area& area : former.areas()) {
    EXPECT_EQ(area.kind(), v1::AREA_KIND_FORMER);
    EXPECT_EQ(area.m49(), "");
  }
  const auto antilles = std::find_if(former.areas().begin(), former.areas().end(),
                                     [](const v1::Area& area) { return area.code() == "530"; });
  ASSERT_NE(antilles, former.areas().end());
  EXPECT_EQ(antilles->name(), "Netherlands Antilles");
  EXPECT_EQ(antilles->alpha3(), "ANT");
  EXPECT_EQ(antilles->valid_from().edtf(), "1986");
  EXPECT_EQ(antilles->valid_until().edtf(), "2010-10");
  EXPECT_THAT(antilles->predecessors(), ElementsAre("532"));
  EXPECT_THAT(antilles->successors(), ElementsAre("BES", "CUW", "SXM"));
  ASSERT_OK_AND_ASSIGN(const auto groups, list("kind: AREA_KIND_GROUP"));
  ASSERT_EQ(groups.areas_size(), 3);
  EXPECT_EQ(groups.areas(2).code(), "W00");
  EXPECT_THAT(groups.areas(2).comtrade_codes(), ElementsAre("0"));
  for (const auto& [bad, reason] : {std::pair("kind: AREA_KIND_SELF", "VALUE_UNKNOWN"),
                                    std::pair("language_code: 'xx'", "LANGUAGE_UNKNOWN"),
                                    std::pair("page_size: -1", "PAGE_SIZE_INVALID"),
                                    std::pair("page_token: 'x'", "PAGE_TOKEN_INVALID")}) {
    EXPECT_EQ(CodeAndReason(list(bad).status()), absl::StrCat("INVALID_ARGUMENT ", reason)) << bad;
  }
}

TEST_P(StatisticsServiceTest, StreamObservationsErrors) {
  ImportPair();
  for (const auto& [request, reason] :
       {std::pair("reporter: 'Ruritania'", "INVALID_ARGUMENT COUNTRY_UNKNOWN"),
        std::pair("partner: 'Korea'", "INVALID_ARGUMENT COUNTRY_AMBIGUOUS"),
        std::pair("flow: 'X M'", "INVALID_ARGUMENT FLOW_INVALID"),
        std::pair("commodity: 'fuel oil'", "INVALID_ARGUMENT COMMODITY_INVALID"),
        std::pair("filter: 'flow ='", "INVALID_ARGUMENT FILTER_INVALID"),
        std::pair("filter: 'flux = X'", "INVALID_ARGUMENT FILTER_INVALID"),
        std::pair("filter: 'partner = Korea'", "INVALID_ARGUMENT COUNTRY_AMBIGUOUS"),
        std::pair("filter: 'period = 20211'", "INVALID_ARGUMENT PERIOD_INVALID"),
        std::pair("resume_token: 'x'", "INVALID_ARGUMENT PAGE_TOKEN_INVALID"),
        std::pair("read_at { revision: -1 }", "INVALID_ARGUMENT READ_AT_INVALID"),
        std::pair("read_at { revision: 5 }", "FAILED_PRECONDITION REVISION_NOT_REACHED")}) {
    EXPECT_EQ(CodeAndReason(Stream(request).status), reason) << request;
  }
  const std::string token = Stream("reporter: 'KAZ'").batches.at(0).resume_token();
  EXPECT_EQ(CodeAndReason(Stream("resume_token: '" + token + "'").status),
            "INVALID_ARGUMENT PAGE_TOKEN_INVALID")
      << "the token of another stream";
  EXPECT_EQ(CodeAndReason(
                Stream("reporter: 'KAZ' filter: 'flow = X' resume_token: '" + token + "'").status),
            "INVALID_ARGUMENT PAGE_TOKEN_INVALID")
      << "the token of a stream with another filter";
}

// 2,500 observations of two releases in as many blocks, in three batches.
class LongStreamTest : public StatisticsServiceTest {
 protected:
  void ImportMany() {
    for (int release = 0; release < 2; ++release) {
      std::vector<Observation> observations;
      for (int i = 0; i < 1250; ++i) {
        Observation observation =
            MakeObservation(i % 2 ? "KAZ" : "CHN", "TUR", i % 3 ? "X" : "M", absl::StrCat(1000 + i),
                            absl::StrCat(i, ".", release));
        observation.cell.commodity = absl::StrCat(100100 + i);
        observation.cell.classification = "H6";
        observations.push_back(observation);
      }
      ImportBatch("s", SourceKind::kCompiled, absl::StrCat("d", release), "2022",
                  std::move(observations));
    }
  }

  // A stream that is broken off after every batch must give the same rows as one go, though a
  // release that takes the place of half of them comes in between.
  void ExpectResumable(const std::string& conditions, size_t count) {
    const Streamed whole = Stream(conditions);
    ASSERT_OK(whole.status);
    std::vector<std::string> resumed;
    auto request = Parse<v1::StreamObservationsRequest>(conditions);
    while (true) {
      const Streamed part = Stream(request, 1);
      if (part.batches.empty()) break;
      for (const std::string& block : part.Blocks()) resumed.push_back(block);
      EXPECT_LE(part.batches[0].blocks_size(), 1000);
      ASSERT_NE(part.batches[0].resume_token(), "");
      request.set_resume_token(part.batches[0].resume_token());
      ImportBatch("s", SourceKind::kCompiled, "d0", absl::StrCat("2023-01-0", Head()),
                  {MakeObservation("KAZ", "TUR", "X", "2021", "1")});
    }
    EXPECT_EQ(resumed.size(), count);
    EXPECT_TRUE(resumed == whole.Blocks());
  }
};

TEST_P(LongStreamTest, OtherSourcesArePassedOverInBatchesOfTheirOwn) {
  ImportMany();
  ImportBatch("other", SourceKind::kCompiled, "d", "2022",
              {MakeObservation("TUR", "CHN", "X", "2021", "1")});
  const Streamed found = Stream("source: 'sources/other'");
  ASSERT_OK(found.status);
  ASSERT_EQ(found.batches.size(), 3u);
  EXPECT_EQ(found.batches[0].blocks_size(), 0);
  EXPECT_NE(found.batches[0].resume_token(), "");
  EXPECT_EQ(found.Rows(), 1u);
  auto request = Parse<v1::StreamObservationsRequest>("source: 'sources/other'");
  request.set_resume_token(found.batches[1].resume_token());
  EXPECT_EQ(Stream(request).Rows(), 1u);
}

TEST_P(LongStreamTest, ResumingGivesTheSameRowsAsOneGo) {
  ImportMany();
  ExpectResumable("", 2500);
}

TEST_P(LongStreamTest, ResumingKeepsTheReporter) {
  ImportMany();
  ExpectResumable("reporter: 'KAZ'", 1250);
}

TEST_P(LongStreamTest, ResumingKeepsPartnerAndFlow) {
  ImportMany();
  ExpectResumable("partner: 'TUR' flow: 'X'", 1666);
}

TEST_P(LongStreamTest, ResumingKeepsTheFilter) {
  ImportMany();
  ExpectResumable("filter: 'reporter = KAZ AND level = 6 AND value >= 1.05'", 1249);
}

TEST_P(LongStreamTest, WhatTheFilterLeavesOutIsPassedOverInBatchesOfItsOwn) {
  ImportMany();
  const Streamed found = Stream("filter: 'period = 2249 AND value > 1249.05'");
  ASSERT_OK(found.status);
  EXPECT_EQ(found.batches.size(), 3u);
  EXPECT_EQ(found.Rows(), 1u);
}

TEST_P(LongStreamTest, AStreamKeepsTheRevisionItBeganAt) {
  ImportMany();
  grpc::ClientContext context;
  SetDeadline(context);
  const auto reader = statistics_->StreamObservations(&context, {});
  v1::StreamObservationsResponse response;
  ASSERT_TRUE(reader->Read(&response));
  ImportBatch("s", SourceKind::kCompiled, "d0", "2023", {});
  size_t rows = response.blocks_size();
  while (reader->Read(&response)) {
    EXPECT_EQ(response.revision(), 2);
    rows += response.blocks_size();
  }
  EXPECT_OK(entente::testing::FromGrpc(reader->Finish()));
  EXPECT_EQ(rows, 2500u);
}

INSTANTIATE_TEST_SUITE_P(Engines, StatisticsServiceTest, testing::EveryEngine(),
                         testing::EngineName);
INSTANTIATE_TEST_SUITE_P(Engines, LongStreamTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade::statistics_service_test
