// AnalysisService over gRPC, on made data.

#include <set>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/served.h"

namespace entente::trade {
namespace {

using testing::BatchOf;
using testing::ByAyse;
using testing::CodeAndReason;
using testing::Dec;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::MakeSource;
using testing::MakeTitle;
using testing::Parse;
using testing::Per;
using Stub = v1::AnalysisService::Stub;

Observation Goods(absl::string_view commodity, absl::string_view classification,
                  Observation observation) {
  observation.cell.commodity = std::string(commodity);
  observation.cell.classification = std::string(classification);
  return observation;
}

// "2020=100 2021=125", and likewise for any list of what has a period and a value.
template <typename Points>
std::string Values(const Points& points) {
  return absl::StrJoin(points, " ", [](std::string* out, const auto& point) {
    absl::StrAppend(out, point.period(), "=", point.value());
  });
}

template <typename List>
std::string Ratios(const List& ratios) {
  return absl::StrJoin(ratios, " ", [](std::string* out, const auto& ratio) {
    absl::StrAppend(out, ratio.period(), "=", ratio.ratio());
  });
}

std::string Areas(const v1::AreaRanking& ranking) {
  return absl::StrJoin(ranking.areas(), " ", [](std::string* out, const v1::RankedArea& area) {
    absl::StrAppend(out, area.rank(), ":", area.area(), "=", area.value());
  });
}

// `one` in each month of the first quarter of 2021, but in those left out.
std::vector<Observation> Months(const Observation& one, const std::set<int>& left_out = {}) {
  std::vector<Observation> months;
  for (const Period& month : Per("2021-Q1").Parts(Frequency::kMonthly)) {
    if (left_out.contains(month.number())) continue;
    Observation& added = months.emplace_back(one);
    added.cell.frequency = Frequency::kMonthly;
    added.cell.period = month;
    added.locator = absl::StrCat("line ", month.number());
  }
  return months;
}

std::vector<Observation> Together(const std::vector<std::vector<Observation>>& parts) {
  std::vector<Observation> all;
  for (const auto& part : parts) all.insert(all.end(), part.begin(), part.end());
  return all;
}

class AnalysisServiceTest : public testing::ServedTest {
 protected:
  auto GetTrend(const std::string& text) {
    return Call(*analysis_, &Stub::GetTrend, Parse<v1::GetTrendRequest>(text));
  }
  auto RankCommodities(const std::string& text) {
    return Call(*analysis_, &Stub::RankCommodities, Parse<v1::RankCommoditiesRequest>(text));
  }
  auto RankPartners(const std::string& text) {
    return Call(*analysis_, &Stub::RankPartners, Parse<v1::RankPartnersRequest>(text));
  }
  auto RankSuppliers(const std::string& text) {
    return Call(*analysis_, &Stub::RankSuppliers, Parse<v1::RankSuppliersRequest>(text));
  }
  auto CompareMirror(const std::string& text) {
    return Call(*analysis_, &Stub::CompareMirror, Parse<v1::CompareMirrorRequest>(text));
  }
  auto ListDefinitions(const std::string& text) {
    return Call(*analysis_, &Stub::ListDefinitions, Parse<v1::ListDefinitionsRequest>(text));
  }

  void Import(const std::string& source, SourceKind kind, const std::string& dataset,
              const std::string& published, std::vector<Observation> observations) {
    Batch batch = BatchOf(MakeRelease(source, dataset, published), std::move(observations));
    batch.sources = {MakeSource(source, kind)};
    clock_.Advance(absl::Seconds(1));
    ASSERT_OK(store_->Import(ByAyse(), batch));
  }
  void ImportCompiled(std::vector<Observation> observations) {
    Import("un-comtrade", SourceKind::kCompiled, "d", "2023", std::move(observations));
  }

  void ExpectErrors(const auto& call,
                    const std::vector<std::pair<std::string, std::string>>& errors) {
    for (const auto& [request, error] : errors) {
      EXPECT_EQ(CodeAndReason(call(request).status()), error) << request;
    }
  }
};

TEST_P(AnalysisServiceTest, ATrendOfYears) {
  ImportCompiled({MakeObservation("KAZ", "TUR", "X", "2018", "64"),
                  MakeObservation("KAZ", "TUR", "X", "2019", "80"),
                  MakeObservation("KAZ", "TUR", "X", "2020", "100"),
                  MakeObservation("KAZ", "TUR", "X", "2021", "125"),
                  MakeObservation("KAZ", "TUR", "M", "2021", "25.5"),
                  MakeObservation("KAZ", "W00", "X", "2021", "500")});
  ASSERT_OK_AND_ASSIGN(const auto trend, GetTrend("reporter: 'kz' partner: 'Türkiye'"));
  EXPECT_EQ(trend.reporter().alpha3(), "KAZ");
  EXPECT_EQ(trend.partner().alpha3(), "TUR");
  EXPECT_EQ(trend.source(), "sources/un-comtrade");
  EXPECT_EQ(trend.currency(), "USD");
  EXPECT_EQ(Values(trend.exports().points()), "2018=64 2019=80 2020=100 2021=125");
  EXPECT_EQ(Ratios(trend.exports().year_on_year()), "2019=0.25 2020=0.25 2021=0.25");
  EXPECT_EQ(Ratios(trend.exports().world_share()), "2021=0.25");
  ASSERT_EQ(trend.exports().growth_size(), 1);
  EXPECT_EQ(trend.exports().growth(0).years(), 3);
  EXPECT_EQ(trend.exports().growth(0).last_period(), "2021");
  EXPECT_THAT(trend.exports().growth(0).rate(), DoubleNear(0.25, 1e-12));
  EXPECT_THAT(trend.exports().trailing_year(), IsEmpty());
  EXPECT_EQ(Values(trend.imports().points()), "2021=25.5");
  EXPECT_EQ(Values(trend.balance()), "2021=99.5");
  EXPECT_EQ(trend.exports().points(0).cell(), "KAZ X 2018");
  EXPECT_EQ(trend.balance(0).cell(), "");
  ASSERT_EQ(trend.evidence_size(), 1);
  EXPECT_THAT(trend.balance(0).evidence(), ElementsAre(0));
  EXPECT_EQ(trend.empty_reason(), common::v1::EMPTY_REASON_UNSPECIFIED);
  EXPECT_EQ(trend.revision(), 1);

  // What is left out still counts for growth.
  ASSERT_OK_AND_ASSIGN(const auto cut, GetTrend("reporter: 'KAZ' partner: 'TUR' "
                                                "first_period: '2020' last_period: '2020'"));
  EXPECT_EQ(Values(cut.exports().points()), "2020=100");
  EXPECT_EQ(Ratios(cut.exports().year_on_year()), "2020=0.25");
  EXPECT_THAT(cut.imports().points(), IsEmpty());
}

TEST_P(AnalysisServiceTest, MonthsAreAddedUpWhereThereAreNoYears) {
  std::vector<Observation> months;
  int value = 0;
  for (Period month = Per("2020-01"); month < Per("2021-12"); month = month.Next()) {
    months.push_back(MakeObservation("KAZ", "TUR", "X", month.ToString(), absl::StrCat(++value)));
  }
  ImportCompiled(months);
  ASSERT_OK_AND_ASSIGN(const auto years, GetTrend("reporter: 'KAZ' partner: 'TUR'"));
  EXPECT_EQ(Values(years.exports().points()), "2020=78");
  EXPECT_THAT(years.exports().points(0).flags(), ElementsAre(v1::FLAG_SUMMED));
  EXPECT_EQ(years.exports().points(0).cell(), "");
  EXPECT_THAT(years.exports().incomplete_periods(), ElementsAre("2021"));

  ASSERT_OK_AND_ASSIGN(const auto trailing,
                       GetTrend("reporter: 'KAZ' partner: 'TUR' frequency: FREQUENCY_MONTHLY "
                                "first_period: '2020-11' last_period: '2021-01'"));
  EXPECT_EQ(Values(trailing.exports().points()), "2020-11=11 2020-12=12 2021-01=13");
  EXPECT_EQ(Values(trailing.exports().trailing_year()), "2020-12=78 2021-01=90");
  EXPECT_EQ(Ratios(trailing.exports().year_on_year()), "2021-01=12");

  ASSERT_OK_AND_ASSIGN(const auto quarters,
                       GetTrend("reporter: 'KAZ' partner: 'TUR' frequency: FREQUENCY_QUARTERLY"));
  EXPECT_EQ(quarters.exports().points(0).value(), "6");
  EXPECT_EQ(quarters.exports().points_size(), 7);
  EXPECT_THAT(quarters.exports().incomplete_periods(), ElementsAre("2021-Q4"));
}

// Rows that differ in means of transport alone are added up at import.
TEST_P(AnalysisServiceTest, AYearThatWasAddedUpFromItsDetailsIsTheSourcesOwn) {
  std::vector<Observation> all = {MakeObservation("KAZ", "TUR", "X", "2020", "100")};
  all.front().flags.Add(Flag::kSummed);
  for (const Period& month : Per("2020").Parts(Frequency::kMonthly)) {
    all.push_back(MakeObservation("KAZ", "TUR", "X", month.ToString(), "10"));
  }
  ImportCompiled(all);
  ASSERT_OK_AND_ASSIGN(const auto years, GetTrend("reporter: 'KAZ' partner: 'TUR'"));
  EXPECT_EQ(Values(years.exports().points()), "2020=100");
}

TEST_P(AnalysisServiceTest, AYearThatIsNotThereIsAddedUpBesideThoseThatAre) {
  std::vector<Observation> all = {MakeObservation("KAZ", "TUR", "X", "2019", "50"),
                                  MakeObservation("KAZ", "TUR", "X", "2020", "100")};
  for (Period month = testing::Per("2020-01"); month.year() < 2023; month = month.Next()) {
    if (month == testing::Per("2022-05")) continue;
    all.push_back(MakeObservation("KAZ", "TUR", "X", month.ToString(), "10"));
    all.push_back(MakeObservation("KAZ", "W00", "X", month.ToString(), "40"));
  }
  ImportCompiled(all);
  ASSERT_OK_AND_ASSIGN(const auto years, GetTrend("reporter: 'KAZ' partner: 'TUR'"));
  EXPECT_EQ(Values(years.exports().points()), "2019=50 2020=100 2021=120");
  EXPECT_THAT(years.exports().points(1).flags(), IsEmpty()) << "the source's own stays";
  EXPECT_THAT(years.exports().points(2).flags(), ElementsAre(v1::FLAG_SUMMED));
  EXPECT_EQ(Ratios(years.exports().year_on_year()), "2020=1 2021=0.2");
  EXPECT_EQ(Ratios(years.exports().world_share()), "2020=0.208333 2021=0.25");
  EXPECT_THAT(years.exports().incomplete_periods(), ElementsAre("2022"));
}

TEST_P(AnalysisServiceTest, AYearOfFinerCodesDoesNotHideTheMonthsOfTheCodeItself) {
  std::vector<Observation> all = {
      Goods("270900", "H5", MakeObservation("NLD", "RUS", "M", "2021", "40")),
      Goods("270900", "H5", MakeObservation("NLD", "RUS", "M", "2022", "50"))};
  for (Period month = Per("2020-01"); month.year() < 2022; month = month.Next()) {
    all.push_back(Goods("27", "H5", MakeObservation("NLD", "RUS", "M", month.ToString(), "10")));
  }
  ImportCompiled(all);
  ASSERT_OK_AND_ASSIGN(const auto trend,
                       GetTrend("reporter: 'NLD' partner: 'RUS' commodity: '27'"));
  EXPECT_EQ(Values(trend.imports().points()), "2020=120 2021=120 2022=50");
}

TEST_P(AnalysisServiceTest, ARowWithoutAClassificationDoesNotHideTheFinerCodesOfARevision) {
  ImportCompiled({Goods("27", "", MakeObservation("AUT", "RUS", "M", "2021", "1")),
                  Goods("2709", "H5", MakeObservation("AUT", "RUS", "M", "2021", "40"))});
  EXPECT_EQ(Values(GetTrend("reporter: 'AUT' partner: 'RUS' commodity: '27' classification: 'H5'")
                       ->imports()
                       .points()),
            "2021=40");
}

TEST_P(AnalysisServiceTest, TheWeightiestSourceAnswersAndAnotherCanBePinned) {
  Import("cepii-baci", SourceKind::kReconciled, "d", "2022",
         {MakeObservation("KAZ", "TUR", "X", "2021", "1"),
          MakeObservation("TUR", "KAZ", "X", "2021", "2")});
  const std::string pair = "reporter: 'KAZ' partner: 'TUR' ";
  ASSERT_OK_AND_ASSIGN(const auto reconciled, GetTrend(pair));
  EXPECT_EQ(Values(reconciled.exports().points()), "2021=1");
  EXPECT_EQ(Values(reconciled.imports().points()), "2021=2") << "told once, by the other end";
  ImportCompiled({MakeObservation("KAZ", "TUR", "X", "2021", "3")});
  Import("kaz-bns", SourceKind::kNational, "d", "2022",
         {MakeObservation("KAZ", "TUR", "X", "2020", "4")});
  EXPECT_EQ(Values(GetTrend(pair)->exports().points()), "2020=4");
  EXPECT_EQ(Values(GetTrend(pair + "source: 'sources/un-comtrade'")->exports().points()), "2021=3");
  ASSERT_OK_AND_ASSIGN(const auto none,
                       GetTrend("reporter: 'TUR' partner: 'KAZ' source: 'sources/kaz-bns'"));
  EXPECT_EQ(none.empty_reason(), common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(GetTrend(pair + "first_period: '2022'")->empty_reason(),
            common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(GetTrend("reporter: 'KAZ' partner: 'TUR' commodity: '27'")->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(GetTrend("reporter: 'DEU' partner: 'CHN'")->empty_reason(),
            common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
  EXPECT_EQ(GetTrend(pair + "read_at { as_of { year: 2021 month: 1 day: 1 } }")->empty_reason(),
            common::v1::EMPTY_REASON_NOT_KNOWN_THEN);
}

TEST_P(AnalysisServiceTest, OfOverlappingDataSetsTheOnePublishedLastHasTheSay) {
  Import("un-comtrade", SourceKind::kCompiled, "new", "2023",
         {MakeObservation("KAZ", "TUR", "X", "2021", "2"),
          Goods("03", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "1"))});
  Import("un-comtrade", SourceKind::kCompiled, "old", "2022",
         {MakeObservation("KAZ", "TUR", "X", "2021", "20"),
          Goods("03", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "10")),
          Goods("27", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "0.5"))});
  const std::string pair = "reporter: 'KAZ' partner: 'TUR' ";
  EXPECT_EQ(Values(GetTrend(pair)->exports().points()), "2021=2");
  EXPECT_EQ(Areas(RankPartners("reporter: 'KAZ'")->ranking()), "1:TUR=2");
  ASSERT_OK_AND_ASSIGN(const auto commodities, RankCommodities(pair));
  EXPECT_EQ(commodities.total(), "2");
  ASSERT_EQ(commodities.commodities_size(), 2);
  EXPECT_EQ(commodities.commodities(0).value(), "1");
  EXPECT_EQ(commodities.commodities(1).value(), "0.5");
  EXPECT_EQ(commodities.evidence_size(), 2);
}

TEST_P(AnalysisServiceTest, ChaptersAreComparedAcrossRevisionsAndHeadingsAreNot) {
  ImportCompiled({Goods("03", "H4", MakeObservation("KAZ", "TUR", "X", "2016", "1")),
                  Goods("03", "H5", MakeObservation("KAZ", "TUR", "X", "2017", "2")),
                  Goods("0302", "H4", MakeObservation("KAZ", "TUR", "X", "2016", "1")),
                  Goods("0302", "H5", MakeObservation("KAZ", "TUR", "X", "2017", "2")),
                  MakeObservation("KAZ", "TUR", "X", "2016", "1"),
                  MakeObservation("KAZ", "TUR", "X", "2017", "2")});
  const std::string pair = "reporter: 'KAZ' partner: 'TUR' ";
  ASSERT_OK_AND_ASSIGN(const auto chapter, GetTrend(pair + "commodity: '03'"));
  EXPECT_EQ(chapter.classification(), "HS");
  EXPECT_EQ(Values(chapter.exports().points()), "2016=1 2017=2");
  EXPECT_THAT(chapter.other_classifications(), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto heading, GetTrend(pair + "commodity: '0302'"));
  EXPECT_EQ(heading.classification(), "H5");
  EXPECT_EQ(Values(heading.exports().points()), "2017=2");
  EXPECT_THAT(heading.other_classifications(), ElementsAre("H4"));
  EXPECT_EQ(Values(GetTrend(pair + "commodity: '0302' classification: 'H4'")->exports().points()),
            "2016=1");

  ASSERT_OK_AND_ASSIGN(const auto chapters, RankCommodities(pair + "against_period: '2016'"));
  EXPECT_EQ(chapters.classification(), "HS");
  EXPECT_EQ(chapters.growth(), 1);
  ASSERT_OK_AND_ASSIGN(const auto headings,
                       RankCommodities(pair + "level: 4 against_period: '2016'"));
  EXPECT_EQ(headings.classification(), "H5");
  EXPECT_FALSE(headings.has_growth());
}

TEST_P(AnalysisServiceTest, GetTrendErrors) {
  ExpectErrors(
      [&](const std::string& text) { return GetTrend(text); },
      {{"", "INVALID_ARGUMENT COUNTRY_MISSING"},
       {"reporter: 'W00' partner: 'KAZ'", "INVALID_ARGUMENT COUNTRY_UNKNOWN"},
       {"reporter: 'KAZ' partner: 'Ruritania'", "INVALID_ARGUMENT COUNTRY_UNKNOWN"},
       {"reporter: 'KAZ' partner: 'TUR' commodity: 'a b'", "INVALID_ARGUMENT COMMODITY_INVALID"},
       {"reporter: 'KAZ' partner: 'TUR' classification: 'a b'",
        "INVALID_ARGUMENT CLASSIFICATION_INVALID"},
       {"reporter: 'KAZ' partner: 'TUR' first_period: '2021-01'",
        "INVALID_ARGUMENT PERIOD_INVALID"},
       {"reporter: 'KAZ' partner: 'TUR' source: 'sources/none'", "NOT_FOUND NOT_FOUND"},
       {"reporter: 'KAZ' partner: 'TUR' read_at { revision: 9 }",
        "FAILED_PRECONDITION REVISION_NOT_REACHED"}});
}

TEST_P(AnalysisServiceTest, CommoditiesOfAPair) {
  Observation fuel = Goods("27", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "60"));
  fuel.net_weight_kg = Dec("120");
  ImportCompiled({MakeObservation("KAZ", "TUR", "X", "2021", "100"), fuel,
                  Goods("74", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "20")),
                  Goods("1001", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "15")),
                  Goods("9999", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "5")),
                  MakeObservation("KAZ", "TUR", "X", "2020", "50"),
                  Goods("27", "H5", MakeObservation("KAZ", "TUR", "X", "2020", "30")),
                  Goods("03", "H5", MakeObservation("KAZ", "TUR", "X", "2020", "20")),
                  Goods("74", "H5", MakeObservation("KAZ", "TUR", "M", "2021", "20")),
                  Goods("27", "H5", MakeObservation("KAZ", "W00", "X", "2021", "8")),
                  Goods("74", "H5", MakeObservation("KAZ", "W00", "X", "2021", "2")),
                  MakeObservation("KAZ", "TUR", "X", "2022", "7")});
  ASSERT_OK_AND_ASSIGN(const auto answer, RankCommodities("reporter: 'KAZ' partner: 'TUR' limit: 2 "
                                                          "against_period: '2020'"));
  EXPECT_EQ(answer.period(), "2021") << "of 2022 there is the total alone";
  EXPECT_EQ(answer.commodity_count(), 3);
  EXPECT_EQ(answer.total(), "100");
  EXPECT_THAT(answer.total_flags(), IsEmpty());
  EXPECT_EQ(answer.not_specified(), "5");
  EXPECT_EQ(answer.classification(), "HS");
  EXPECT_THAT(answer.concentration(), DoubleNear((3600 + 400 + 225) / (95.0 * 95), 1e-12));
  EXPECT_EQ(answer.growth(), 1);
  EXPECT_THAT(answer.appeared(), ElementsAre("10", "74"));
  EXPECT_THAT(answer.disappeared(), ElementsAre("03"));
  ASSERT_EQ(answer.commodities_size(), 2);
  const v1::RankedCommodity& first = answer.commodities(0);
  EXPECT_EQ(first.commodity(), "27");
  EXPECT_EQ(first.rank(), 1);
  EXPECT_EQ(first.value(), "60");
  EXPECT_EQ(first.share(), 0.6);
  EXPECT_EQ(first.value_before(), "30");
  EXPECT_THAT(first.evidence_before(), ElementsAre(0));
  EXPECT_EQ(first.growth_points(), 60);
  EXPECT_EQ(first.value_per_kg(), 0.5);
  EXPECT_EQ(first.intra_industry(), 0);
  EXPECT_FALSE(first.has_comparative_advantage()) << "the world's exports are not loaded";
  EXPECT_EQ(first.cell(), "KAZ X 2021");
  EXPECT_THAT(first.evidence(), ElementsAre(0));
  EXPECT_EQ(answer.commodities(1).intra_industry(), 1);
  EXPECT_FALSE(answer.commodities(1).has_value_before());
  EXPECT_FALSE(answer.commodities(1).has_value_per_kg());
  EXPECT_THAT(answer.intra_industry(), DoubleNear(40 / 115.0, 1e-12));
  EXPECT_THAT(answer.intra_industry_evidence(), ElementsAre(0));
  EXPECT_THAT(answer.comparative_advantage_evidence(), IsEmpty());
  EXPECT_EQ(answer.evidence_size(), 1);
}

TEST_P(AnalysisServiceTest, CommoditiesHaveTheTitlesThatAreLoaded) {
  ImportCompiled({MakeObservation("KAZ", "TUR", "X", "2021", "8"),
                  MakeObservation("TUR", "KAZ", "M", "2021", "9"),
                  Goods("27", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "6")),
                  Goods("2709", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "6")),
                  Goods("74", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "2")),
                  Goods("27", "H6", MakeObservation("TUR", "KAZ", "M", "2021", "9")),
                  MakeObservation("CHN", "DEU", "X", "2021", "8"),
                  MakeObservation("DEU", "CHN", "M", "2021", "8"),
                  Goods("27", "S3", MakeObservation("CHN", "DEU", "X", "2021", "8")),
                  Goods("27", "S3", MakeObservation("DEU", "CHN", "M", "2021", "8"))});
  Batch batch;
  batch.titles = {MakeTitle("H6", "27", "Fuels"), MakeTitle("H5", "74", "Copper, 2017"),
                  MakeTitle("HS", "74", "Copper"), MakeTitle("H6", "2709", "Crude, 2022")};
  ASSERT_OK(store_->Import(ByAyse(), batch));
  const std::string pair = "reporter: 'KAZ' partner: 'TUR' ";
  ASSERT_OK_AND_ASSIGN(const auto chapters, RankCommodities(pair));
  ASSERT_EQ(chapters.commodities_size(), 2);
  EXPECT_EQ(chapters.commodities(0).title(), "Fuels") << "of any revision, chapters being the same";
  EXPECT_EQ(chapters.commodities(1).title(), "Copper");
  ASSERT_OK_AND_ASSIGN(const auto headings, RankCommodities(pair + "level: 4"));
  ASSERT_EQ(headings.commodities(0).commodity(), "2709");
  EXPECT_EQ(headings.commodities(0).title(), "") << "a heading of another revision may differ";
  ASSERT_OK_AND_ASSIGN(const auto before, RankCommodities(pair + "read_at { revision: 1 }"));
  EXPECT_EQ(before.commodities(0).title(), "");
  const auto titles = [](const v1::CompareMirrorResponse& mirror) {
    std::vector<std::string> all;
    for (const v1::MirrorChapter& one : mirror.chapters()) all.push_back(one.title());
    return all;
  };
  ASSERT_OK_AND_ASSIGN(const auto mirror, CompareMirror("exporter: 'KAZ' importer: 'TUR'"));
  EXPECT_THAT(titles(mirror), ElementsAre("Fuels", "Copper"));
  ASSERT_OK_AND_ASSIGN(const auto sitc, CompareMirror("exporter: 'CHN' importer: 'DEU'"));
  EXPECT_THAT(titles(sitc), ElementsAre("")) << "27 is another thing in the SITC";
}

TEST_P(AnalysisServiceTest, AdvantageWhereTheWorldsExportsAreLoaded) {
  ImportCompiled({Goods("27", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "1")),
                  Goods("27", "H5", MakeObservation("KAZ", "W00", "X", "2021", "8")),
                  Goods("74", "H5", MakeObservation("KAZ", "W00", "X", "2021", "2")),
                  Goods("27", "H5", MakeObservation("W00", "W00", "X", "2021", "200")),
                  Goods("74", "H5", MakeObservation("W00", "W00", "X", "2021", "800")),
                  MakeObservation("KAZ", "W00", "X", "2021", "10"),
                  MakeObservation("W00", "W00", "X", "2021", "1000")});
  ASSERT_OK_AND_ASSIGN(const auto answer, RankCommodities("reporter: 'KAZ' partner: 'TUR'"));
  EXPECT_THAT(answer.commodities(0).comparative_advantage(), DoubleNear(4, 1e-12));
  EXPECT_THAT(answer.comparative_advantage_evidence(), ElementsAre(0));
  EXPECT_THAT(answer.intra_industry_evidence(), IsEmpty());
  EXPECT_THAT(answer.total_flags(), ElementsAre(v1::FLAG_SUMMED, v1::FLAG_INCOMPLETE))
      << "no row of TOTAL";
}

TEST_P(AnalysisServiceTest, CommoditiesOfAReconciledSourceFromEitherEnd) {
  Import("cepii-baci", SourceKind::kReconciled, "d", "2022",
         {Goods("270900", "H0", MakeObservation("KAZ", "TUR", "X", "2021", "9")),
          Goods("100190", "H0", MakeObservation("KAZ", "TUR", "X", "2021", "1"))});
  ASSERT_OK_AND_ASSIGN(const auto answer,
                       RankCommodities("reporter: 'TUR' partner: 'KAZ' flow: 'M' level: 6"));
  ASSERT_EQ(answer.commodities_size(), 2);
  EXPECT_EQ(answer.commodities(0).commodity(), "270900");
  EXPECT_EQ(answer.classification(), "H0");
  EXPECT_EQ(RankCommodities("reporter: 'TUR' partner: 'KAZ' flow: 'M'")->commodities(0).commodity(),
            "27");
}

TEST_P(AnalysisServiceTest, WhyThereAreNoCommodities) {
  const std::string pair = "reporter: 'KAZ' partner: 'TUR' ";
  EXPECT_EQ(RankCommodities(pair)->empty_reason(), common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  ImportCompiled({MakeObservation("KAZ", "TUR", "X", "2021", "1"),
                  Goods("03", "H5", MakeObservation("KAZ", "TUR", "M", "2021", "1"))});
  EXPECT_EQ(RankCommodities(pair)->empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(RankCommodities(pair + "flow: 'M' classification: 'H6'")->empty_reason(),
            common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(RankCommodities(pair + "flow: 'M' level: 6")->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(RankCommodities("reporter: 'DEU' partner: 'CHN'")->empty_reason(),
            common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
}

TEST_P(AnalysisServiceTest, CommoditiesOfAQuarterOutOfItsMonths) {
  const auto goods = [](const char* code, const char* flow, const char* value) {
    return Goods(code, "H5", MakeObservation("KAZ", "TUR", flow, "2021", value));
  };
  ImportCompiled(Together({Months(goods("27", "X", "10")), Months(goods("74", "X", "5"), {2}),
                           Months(goods("27", "M", "2"))}));
  const std::string pair = "reporter: 'KAZ' partner: 'TUR' ";
  ASSERT_OK_AND_ASSIGN(const auto quarter, RankCommodities(pair + "period: '2021-Q1'"));
  EXPECT_EQ(quarter.period(), "2021-Q1");
  ASSERT_EQ(quarter.commodities_size(), 2);
  EXPECT_EQ(quarter.commodities(0).value(), "30");
  EXPECT_EQ(quarter.commodities(1).value(), "10");
  EXPECT_THAT(quarter.commodities(1).flags(), ElementsAre(v1::FLAG_SUMMED));
  EXPECT_EQ(quarter.commodities(0).cell(), "");
  EXPECT_EQ(quarter.total(), "40");
  EXPECT_THAT(quarter.intra_industry(), DoubleNear(12 / 46.0, 1e-12)) << "imports are added up too";
  EXPECT_THAT(quarter.missing_periods(), IsEmpty());

  for (const char* year : {"period: '2021'", ""}) {
    ASSERT_OK_AND_ASSIGN(const auto none, RankCommodities(pair + year));
    EXPECT_THAT(none.commodities(), IsEmpty()) << "three months are not the year";
    EXPECT_EQ(none.empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
    EXPECT_THAT(none.missing_periods(),
                ElementsAre("2021-04", "2021-05", "2021-06", "2021-07", "2021-08", "2021-09",
                            "2021-10", "2021-11", "2021-12"));
  }
}

// What a year is compared with is looked for as the year itself is: it may be of another frequency.
TEST_P(AnalysisServiceTest, AYearOfMonthsIsComparedWithAYearAsSuch) {
  std::vector<Observation> all = {
      Goods("27", "H5", MakeObservation("KAZ", "TUR", "X", "2020", "12")),
      MakeObservation("KAZ", "TUR", "X", "2020", "12"),
      Goods("27", "H5", MakeObservation("KAZ", "TUR", "M", "2021", "24"))};
  for (const Period& month : Per("2021").Parts(Frequency::kMonthly)) {
    all.push_back(MakeObservation("KAZ", "TUR", "X", month.ToString(), "2"));
    all.push_back(Goods("27", "H5", all.back()));
  }
  ImportCompiled(all);
  ASSERT_OK_AND_ASSIGN(
      const auto answer,
      RankCommodities("reporter: 'KAZ' partner: 'TUR' period: '2021' against_period: '2020'"));
  EXPECT_EQ(answer.total(), "24");
  EXPECT_THAT(answer.growth(), DoubleNear(1, 1e-12));
  EXPECT_THAT(answer.intra_industry(), DoubleNear(1, 1e-12));
}

TEST_P(AnalysisServiceTest, RankCommoditiesErrors) {
  const std::string pair = "reporter: 'KAZ' partner: 'TUR' ";
  ExpectErrors([&](const std::string& text) { return RankCommodities(text); },
               {{"reporter: 'KAZ'", "INVALID_ARGUMENT COUNTRY_MISSING"},
                {pair + "flow: 'a b'", "INVALID_ARGUMENT FLOW_INVALID"},
                {pair + "level: 3", "INVALID_ARGUMENT LEVEL_INVALID"},
                {pair + "limit: -1", "INVALID_ARGUMENT LIMIT_INVALID"},
                {pair + "limit: 10001", "INVALID_ARGUMENT LIMIT_INVALID"},
                {pair + "period: '21'", "INVALID_ARGUMENT PERIOD_INVALID"},
                {pair + "against_period: '2021-01'", "INVALID_ARGUMENT PERIOD_INVALID"},
                {pair + "source: 'sources/none'", "NOT_FOUND NOT_FOUND"}});
}

TEST_P(AnalysisServiceTest, PartnersOfACountry) {
  ImportCompiled({MakeObservation("KAZ", "W00", "X", "2021", "200"),
                  MakeObservation("KAZ", "TUR", "X", "2021", "50"),
                  MakeObservation("KAZ", "CHN", "X", "2021", "100"),
                  MakeObservation("KAZ", "KAZ", "X", "2021", "20"),
                  MakeObservation("KAZ", "899", "X", "2021", "30"),
                  MakeObservation("KAZ", "TUR", "X", "2020", "9"),
                  MakeObservation("KAZ", "CHN", "X", "2019", "9"),
                  MakeObservation("KAZ", "CHN", "X", "2021-01", "9"),
                  MakeObservation("KAZ", "TUR", "M", "2021", "9")});
  ASSERT_OK_AND_ASSIGN(const auto answer, RankPartners("reporter: 'KAZ' partner: 'Turkey'"));
  EXPECT_EQ(answer.period(), "2021");
  EXPECT_EQ(Areas(answer.ranking()), "1:CHN=100 2:TUR=50 0:899=30 0:KAZ=20");
  EXPECT_EQ(answer.ranking().ranked(), 2);
  EXPECT_EQ(answer.ranking().world(), "200");
  EXPECT_TRUE(answer.ranking().world_given());
  const v1::RankedArea& first = answer.ranking().areas(0);
  EXPECT_EQ(first.name(), "China");
  EXPECT_EQ(first.kind(), v1::AREA_KIND_COUNTRY);
  EXPECT_EQ(first.share(), 0.5);
  EXPECT_EQ(first.cell(), "KAZ X 2021");
  EXPECT_EQ(answer.ranking().areas(2).kind(), v1::AREA_KIND_SPECIAL);
  EXPECT_EQ(answer.ranking().areas(2).name(), "");
  EXPECT_EQ(answer.ranking().areas(3).kind(), v1::AREA_KIND_SELF);
  ASSERT_EQ(answer.places_size(), 3);
  EXPECT_EQ(answer.places(0).period(), "2019");
  EXPECT_EQ(answer.places(0).rank(), 0);
  EXPECT_FALSE(answer.places(0).has_value());
  EXPECT_EQ(answer.places(1).rank(), 1);
  EXPECT_EQ(answer.places(2).rank(), 2);
  EXPECT_EQ(answer.places(2).ranked(), 2);
  EXPECT_EQ(answer.places(2).value(), "50");
  EXPECT_EQ(answer.evidence_size(), 1);

  EXPECT_EQ(Areas(RankPartners("reporter: 'KAZ' limit: 1")->ranking()), "1:CHN=100");
  EXPECT_EQ(Areas(RankPartners("reporter: 'KAZ' period: '2021-01'")->ranking()), "1:CHN=9");
  ASSERT_OK_AND_ASSIGN(const auto earlier, RankPartners("reporter: 'KAZ' period: '2020'"));
  EXPECT_EQ(Areas(earlier.ranking()), "1:TUR=9");
  EXPECT_FALSE(earlier.ranking().world_given());
  EXPECT_THAT(earlier.places(), IsEmpty());
}

TEST_P(AnalysisServiceTest, PartnersOfOneCommodityAndOfAReconciledSource) {
  Import("cepii-baci", SourceKind::kReconciled, "d", "2022",
         {Goods("270900", "H0", MakeObservation("KAZ", "TUR", "X", "2021", "9")),
          Goods("270900", "H0", MakeObservation("RUS", "TUR", "X", "2021", "1")),
          Goods("100190", "H0", MakeObservation("RUS", "TUR", "X", "2022", "1"))});
  ASSERT_OK_AND_ASSIGN(const auto answer,
                       RankPartners("reporter: 'TUR' flow: 'M' commodity: '270900'"));
  EXPECT_EQ(answer.period(), "2021") << "2022 has none of it";
  EXPECT_EQ(Areas(answer.ranking()), "1:KAZ=9 2:RUS=1");
  EXPECT_EQ(answer.classification(), "H0");
}

// BACI and other bulk files have codes of six digits alone; a row of the code itself goes before.
TEST_P(AnalysisServiceTest, ACommodityIsAddedUpWhereTheSourceHasFinerCodesAlone) {
  const auto exports = [](const char* code, const char* reporter, const char* period,
                          const char* value) {
    Observation row = Goods(code, "H5", MakeObservation(reporter, "TUR", "X", period, value));
    row.locator = absl::StrCat(reporter, " ", code);
    return row;
  };
  const auto imports = [](const char* code, const char* value) {
    return Goods(code, "H5", MakeObservation("TUR", "KAZ", "M", "2021", value));
  };
  ImportCompiled({exports("270900", "KAZ", "2020", "1"), exports("271012", "KAZ", "2020", "2"),
                  exports("270900", "KAZ", "2021", "4"), exports("271012", "KAZ", "2021", "8"),
                  exports("27", "RUS", "2021", "16"), exports("270900", "RUS", "2021", "15"),
                  exports("740311", "RUS", "2021", "100"), imports("270900", "5"),
                  imports("271012", "9")});

  ASSERT_OK_AND_ASSIGN(const auto trend,
                       GetTrend("reporter: 'KAZ' partner: 'TUR' commodity: '27'"));
  EXPECT_EQ(Values(trend.exports().points()), "2020=3 2021=12");
  EXPECT_THAT(trend.exports().points(0).flags(), ElementsAre(v1::FLAG_SUMMED, v1::FLAG_INCOMPLETE));
  EXPECT_EQ(trend.exports().points(0).cell(), "KAZ 270900 and 1 more");
  EXPECT_EQ(trend.classification(), "HS");
  EXPECT_EQ(
      Values(GetTrend("reporter: 'KAZ' partner: 'TUR' commodity: '2709'")->exports().points()),
      "2020=1 2021=4");
  EXPECT_EQ(GetTrend("reporter: 'KAZ' partner: 'TUR' commodity: '74'")->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);

  ASSERT_OK_AND_ASSIGN(const auto suppliers,
                       RankSuppliers("importer: 'TUR' commodity: '27' by_exporters: true"));
  EXPECT_EQ(Areas(suppliers.ranking()), "1:RUS=16 2:KAZ=12");
  EXPECT_THAT(suppliers.ranking().areas(0).flags(), IsEmpty());
  EXPECT_THAT(suppliers.ranking().areas(1).flags(),
              ElementsAre(v1::FLAG_SUMMED, v1::FLAG_INCOMPLETE));
  EXPECT_EQ(suppliers.ranking().areas(1).cell(), "KAZ 270900 and 1 more");

  ASSERT_OK_AND_ASSIGN(const auto partners,
                       RankPartners("reporter: 'KAZ' commodity: '27' partner: 'TUR'"));
  EXPECT_EQ(Areas(partners.ranking()), "1:TUR=12");
  EXPECT_EQ(Values(partners.places()), "2020=3 2021=12");

  ASSERT_OK_AND_ASSIGN(const auto mirror,
                       CompareMirror("exporter: 'KAZ' importer: 'TUR' commodity: '27'"));
  ASSERT_EQ(mirror.period(), "2021");
  EXPECT_EQ(mirror.periods(1).exports().amount().decimal(), "12");
  EXPECT_EQ(mirror.periods(1).gap(), "2");

  ASSERT_OK_AND_ASSIGN(const auto chapters,
                       RankCommodities("reporter: 'KAZ' partner: 'TUR' period: '2021'"));
  EXPECT_EQ(chapters.commodities(0).value(), "12");
}

TEST_P(AnalysisServiceTest, ARowOfAChapterGoesBeforeASumOfALaterRevision) {
  const auto imports = [](const char* code, const char* classification, const char* partner,
                          const char* value) {
    return Goods(code, classification, MakeObservation("NLD", partner, "M", "2021", value));
  };
  ImportCompiled({imports("27", "H5", "RUS", "100"), imports("27", "H5", "KAZ", "70"),
                  imports("270900", "H6", "RUS", "40"), imports("270900", "H6", "KAZ", "60")});
  EXPECT_EQ(Values(GetTrend("reporter: 'NLD' partner: 'RUS' commodity: '27'")->imports().points()),
            "2021=100");
  EXPECT_EQ(Areas(RankPartners("reporter: 'NLD' flow: 'M' commodity: '27'")->ranking()),
            "1:RUS=100 2:KAZ=70");
  EXPECT_EQ(Areas(RankSuppliers("importer: 'NLD' commodity: '27'")->ranking()),
            "1:RUS=100 2:KAZ=70");
}

TEST_P(AnalysisServiceTest, NoShareIsToldOfASumThatMayLackCodes) {
  const auto imports = [](const char* code, const char* partner, const char* period,
                          const char* value) {
    const bool total = absl::string_view(code) == kTotal;
    return Goods(code, total ? "" : "H5", MakeObservation("ALB", partner, "M", period, value));
  };
  const std::string trend = "reporter: 'ALB' partner: 'World' commodity: '87'";
  ImportCompiled({imports("871200", "W00", "2020", "4"),
                  // Of this year all codes are there.
                  imports("871200", "W00", "2021", "4"), imports("90", "W00", "2021", "6"),
                  imports("TOTAL", "W00", "2021", "10"), imports("871200", "ITA", "2020", "3"),
                  imports("87", "ITA", "2021", "3")});
  ASSERT_OK_AND_ASSIGN(const auto compiled, GetTrend(trend));
  EXPECT_EQ(Values(compiled.imports().points()), "2020=4 2021=4");
  EXPECT_THAT(compiled.imports().points(0).flags(),
              ElementsAre(v1::FLAG_SUMMED, v1::FLAG_INCOMPLETE));
  EXPECT_THAT(compiled.imports().points(1).flags(), ElementsAre(v1::FLAG_SUMMED));
  EXPECT_EQ(Ratios(compiled.imports().world_share()), "2021=1");

  const std::string chapters = "reporter: 'ALB' partner: 'World' flow: 'M' period: ";
  ASSERT_OK_AND_ASSIGN(const auto extract, RankCommodities(chapters + "'2020'"));
  EXPECT_EQ(extract.commodities(0).value(), "4");
  EXPECT_THAT(extract.commodities(0).flags(), ElementsAre(v1::FLAG_SUMMED, v1::FLAG_INCOMPLETE));
  EXPECT_FALSE(extract.commodities(0).has_share());
  EXPECT_THAT(extract.total_flags(), ElementsAre(v1::FLAG_SUMMED, v1::FLAG_INCOMPLETE));
  EXPECT_FALSE(extract.has_concentration());
  ASSERT_OK_AND_ASSIGN(const auto whole, RankCommodities(chapters + "'2021'"));
  EXPECT_THAT(whole.commodities(1).flags(), ElementsAre(v1::FLAG_SUMMED));
  EXPECT_THAT(whole.commodities(1).share(), DoubleNear(0.4, 1e-12));
  EXPECT_THAT(whole.total_flags(), IsEmpty());
  EXPECT_THAT(whole.concentration(), DoubleNear(0.52, 1e-12));

  const std::string partners = "reporter: 'ALB' flow: 'M' commodity: '87' period: ";
  EXPECT_FALSE(RankPartners(partners + "'2020'")->ranking().areas(0).has_share());
  EXPECT_THAT(RankPartners(partners + "'2021'")->ranking().areas(0).share(),
              DoubleNear(0.75, 1e-12));

  Import("cepii-baci", SourceKind::kReconciled, "baci", "2023",
         {imports("871200", "W00", "2020", "5")});
  ASSERT_OK_AND_ASSIGN(const auto all,
                       RankCommodities(chapters + "'2020' source: 'sources/cepii-baci'"));
  EXPECT_THAT(all.commodities(0).flags(), ElementsAre(v1::FLAG_SUMMED));
  EXPECT_THAT(all.commodities(0).share(), DoubleNear(1, 1e-12));
  EXPECT_THAT(all.total_flags(), ElementsAre(v1::FLAG_SUMMED));
  ASSERT_OK_AND_ASSIGN(const auto reconciled,
                       GetTrend(absl::StrCat(trend, " source: 'sources/cepii-baci'")));
  EXPECT_THAT(reconciled.imports().points(0).flags(), ElementsAre(v1::FLAG_SUMMED));
}

TEST_P(AnalysisServiceTest, PartnersOfAQuarterOutOfItsMonths) {
  const auto exports = [](const char* partner, const char* value) {
    return MakeObservation("KAZ", partner, "X", "2021", value);
  };
  ImportCompiled(Together({Months(exports("CHN", "10")),
                           Months(exports("TUR", "20"), {2}),
                           Months(exports("W00", "40")),
                           {MakeObservation("KAZ", "CHN", "X", "2021-04", "7")}}));
  ASSERT_OK_AND_ASSIGN(const auto quarter,
                       RankPartners("reporter: 'KAZ' period: '2021-Q1' partner: 'TUR'"));
  EXPECT_EQ(quarter.period(), "2021-Q1");
  EXPECT_EQ(Areas(quarter.ranking()), "1:TUR=40 2:CHN=30");
  EXPECT_EQ(quarter.ranking().world(), "120");
  const v1::RankedArea& first = quarter.ranking().areas(0);
  EXPECT_THAT(first.missing_periods(), ElementsAre("2021-02"));
  EXPECT_THAT(first.flags(), ElementsAre(v1::FLAG_SUMMED));
  EXPECT_EQ(first.cell(), "line 1, line 3");
  EXPECT_THAT(quarter.ranking().areas(1).missing_periods(), IsEmpty());
  ASSERT_EQ(quarter.places_size(), 1) << "of the second quarter there is one month";
  EXPECT_EQ(quarter.places(0).period(), "2021-Q1");
  EXPECT_THAT(quarter.places(0).missing_periods(), ElementsAre("2021-02"));
  EXPECT_THAT(quarter.places(0).flags(), ElementsAre(v1::FLAG_SUMMED));

  ASSERT_OK_AND_ASSIGN(const auto none, RankPartners("reporter: 'KAZ'"));
  EXPECT_EQ(none.empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(none.missing_periods_size(), 8);
  EXPECT_EQ(none.missing_periods(0), "2021-05");
}

TEST_P(AnalysisServiceTest, PartnersOfTheNextSourceWhereTheWeightiestLacksAMonth) {
  const Observation exports = MakeObservation("KAZ", "TUR", "X", "2021", "2");
  Import("bns", SourceKind::kNational, "d", "2023", Months(exports, {2}));
  const std::string quarter = "reporter: 'KAZ' period: '2021-Q1' ";
  ASSERT_OK_AND_ASSIGN(const auto none, RankPartners(quarter));
  EXPECT_THAT(none.missing_periods(), ElementsAre("2021-02"));
  Import("thin", SourceKind::kCompiled, "d", "2023", Months(exports, {1, 3}));
  EXPECT_THAT(RankPartners(quarter)->missing_periods(), ElementsAre("2021-02"))
      << "of the weightiest";
  ImportCompiled(Months(exports));
  ASSERT_OK_AND_ASSIGN(const auto answer, RankPartners(quarter));
  EXPECT_EQ(answer.source(), "sources/un-comtrade");
  EXPECT_EQ(Areas(answer.ranking()), "1:TUR=6");
  EXPECT_THAT(answer.missing_periods(), IsEmpty());
}

// Without a period, months of a later year go before an earlier year as such.
TEST_P(AnalysisServiceTest, TheLatestYearOfWhateverFrequency) {
  std::vector<Observation> all = {
      Goods("27", "H0", MakeObservation("KAZ", "TUR", "X", "1995", "7")),
      MakeObservation("KAZ", "TUR", "X", "1995", "7"),
      MakeObservation("KAZ", "TUR", "X", "2022-01", "7")};
  for (const Period& month : Per("2021").Parts(Frequency::kMonthly)) {
    const Observation one = MakeObservation("KAZ", "TUR", "X", month.ToString(), "2");
    all.push_back(one);
    all.push_back(Goods("27", "H5", one));
  }
  ImportCompiled(all);
  ASSERT_OK_AND_ASSIGN(const auto partners, RankPartners("reporter: 'KAZ'"));
  EXPECT_EQ(partners.period(), "2021");
  EXPECT_EQ(Areas(partners.ranking()), "1:TUR=24");
  ASSERT_OK_AND_ASSIGN(const auto commodities, RankCommodities("reporter: 'KAZ' partner: 'TUR'"));
  EXPECT_EQ(commodities.period(), "2021");
  EXPECT_EQ(commodities.total(), "24");
}

TEST_P(AnalysisServiceTest, SuppliersOfAQuarterOutOfItsMonths) {
  ImportCompiled(
      Together({Months(Goods("27", "H5", MakeObservation("TUR", "KAZ", "M", "2021", "3"))),
                Months(Goods("27", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "2"))),
                Months(Goods("27", "H5", MakeObservation("RUS", "TUR", "X", "2021", "2")), {3}),
                Months(Goods("74", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "2")), {1})}));
  const std::string market = "importer: 'TUR' period: '2021-Q1' ";
  EXPECT_EQ(Areas(RankSuppliers(market + "commodity: '27'")->ranking()), "1:KAZ=9");
  ASSERT_OK_AND_ASSIGN(const auto by_exporters,
                       RankSuppliers(market + "commodity: '27' by_exporters: true"));
  EXPECT_EQ(Areas(by_exporters.ranking()), "1:KAZ=6 2:RUS=4");
  EXPECT_THAT(by_exporters.ranking().areas(1).missing_periods(), ElementsAre("2021-03"));
  ASSERT_OK_AND_ASSIGN(const auto none,
                       RankSuppliers(market + "commodity: '74' by_exporters: true"));
  EXPECT_THAT(none.ranking().areas(), IsEmpty());
  EXPECT_THAT(none.missing_periods(), ElementsAre("2021-01"));
}

TEST_P(AnalysisServiceTest, WhyThereAreNoPartners) {
  EXPECT_EQ(RankPartners("reporter: 'KAZ'")->empty_reason(),
            common::v1::EMPTY_REASON_NO_SOURCE_LOADED);
  ImportCompiled({MakeObservation("KAZ", "TUR", "X", "2021", "50")});
  Import("s", SourceKind::kCompiled, "d", "2023",
         {MakeObservation("DEU", "TUR", "X", "2021", "1")});
  EXPECT_EQ(RankPartners("reporter: 'KAZ' flow: 'M'")->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(RankPartners("reporter: 'KAZ' source: 'sources/s'")->empty_reason(),
            common::v1::EMPTY_REASON_FILTERED_OUT);
  EXPECT_EQ(RankPartners("reporter: 'USA'")->empty_reason(),
            common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
}

TEST_P(AnalysisServiceTest, RankPartnersErrors) {
  ExpectErrors([&](const std::string& text) { return RankPartners(text); },
               {{"", "INVALID_ARGUMENT COUNTRY_MISSING"},
                {"reporter: 'KAZ' partner: 'Ruritania'", "INVALID_ARGUMENT COUNTRY_UNKNOWN"},
                {"reporter: 'KAZ' partner: 'W00'", "INVALID_ARGUMENT COUNTRY_UNKNOWN"},
                {"reporter: 'KAZ' period: 'x'", "INVALID_ARGUMENT PERIOD_INVALID"},
                {"reporter: 'KAZ' flow: 'a b'", "INVALID_ARGUMENT FLOW_INVALID"},
                {"reporter: 'KAZ' commodity: 'a b'", "INVALID_ARGUMENT COMMODITY_INVALID"},
                {"reporter: 'KAZ' limit: 1001", "INVALID_ARGUMENT LIMIT_INVALID"},
                {"reporter: 'KAZ' source: 'sources/none'", "NOT_FOUND NOT_FOUND"}});
}

TEST_P(AnalysisServiceTest, SuppliersOfAMarket) {
  ImportCompiled({MakeObservation("TUR", "KAZ", "M", "2021", "50"),
                  MakeObservation("TUR", "RUS", "M", "2021", "150"),
                  MakeObservation("TUR", "W00", "M", "2021", "400"),
                  MakeObservation("KAZ", "TUR", "X", "2021", "45"),
                  Goods("27", "H5", MakeObservation("TUR", "KAZ", "M", "2021", "40")),
                  Goods("27", "H6", MakeObservation("RUS", "TUR", "X", "2021", "8")),
                  Goods("27", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "39"))});
  ASSERT_OK_AND_ASSIGN(const auto answer,
                       RankSuppliers("importer: 'TUR' exporter: 'KAZ' limit: 1"));
  EXPECT_EQ(Areas(answer.ranking()), "1:RUS=150");
  EXPECT_EQ(answer.exporter().rank(), 2);
  EXPECT_EQ(answer.exporter().share(), 0.125);
  EXPECT_EQ(answer.period(), "2021");
  EXPECT_EQ(Areas(RankSuppliers("importer: 'TUR' by_exporters: true")->ranking()), "1:KAZ=45");
  EXPECT_EQ(Areas(RankSuppliers("importer: 'TUR' commodity: '27'")->ranking()), "1:KAZ=40");
  ASSERT_OK_AND_ASSIGN(const auto by_exporters,
                       RankSuppliers("importer: 'TUR' commodity: '27' by_exporters: true "
                                     "exporter: 'DEU'"));
  EXPECT_EQ(Areas(by_exporters.ranking()), "1:KAZ=39 2:RUS=8") << "of two revisions";
  EXPECT_EQ(by_exporters.classification(), "HS");
  EXPECT_FALSE(by_exporters.has_exporter());
  EXPECT_EQ(RankSuppliers("importer: 'KAZ'")->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);
}

TEST_P(AnalysisServiceTest, RankSuppliersErrors) {
  ExpectErrors([&](const std::string& text) { return RankSuppliers(text); },
               {{"", "INVALID_ARGUMENT COUNTRY_MISSING"},
                {"importer: 'W00'", "INVALID_ARGUMENT COUNTRY_UNKNOWN"},
                {"importer: 'KAZ' exporter: 'Korea'", "INVALID_ARGUMENT COUNTRY_AMBIGUOUS"},
                {"importer: 'KAZ' commodity: 'a b'", "INVALID_ARGUMENT COMMODITY_INVALID"},
                {"importer: 'KAZ' limit: -1", "INVALID_ARGUMENT LIMIT_INVALID"},
                {"importer: 'KAZ' source: 'sources/none'", "NOT_FOUND NOT_FOUND"}});
}

TEST_P(AnalysisServiceTest, AMirrorAndItsWaterfall) {
  Observation imports = MakeObservation("TUR", "KAZ", "M", "2021", "130");
  imports.valuation = Valuation::kCif;
  imports.fob_value = Dec("122");
  Observation exports = MakeObservation("KAZ", "TUR", "X", "2021", "100");
  exports.valuation = Valuation::kFob;
  ImportCompiled({exports, imports, MakeObservation("KAZ", "TUR", "X", "2020", "7"),
                  MakeObservation("TUR", "KAZ", "M", "2022", "9"),
                  MakeObservation("KAZ", "TUR", "RX", "2021", "10"),
                  MakeObservation("KAZ", "TUR", "X", "2020-12", "6"),
                  MakeObservation("KAZ", "TUR", "X", "2021-12", "4"),
                  Goods("27", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "90")),
                  Goods("74", "H5", MakeObservation("KAZ", "TUR", "X", "2021", "8")),
                  Goods("27", "H6", MakeObservation("TUR", "KAZ", "M", "2021", "110")),
                  Goods("10", "H6", MakeObservation("TUR", "KAZ", "M", "2021", "15"))});
  ASSERT_OK_AND_ASSIGN(const auto mirror, CompareMirror("exporter: 'KAZ' importer: 'TUR'"));
  ASSERT_EQ(mirror.periods_size(), 3);
  EXPECT_FALSE(mirror.periods(0).has_imports());
  EXPECT_FALSE(mirror.periods(0).has_gap());
  EXPECT_EQ(mirror.periods(1).exports().amount().decimal(), "100");
  EXPECT_EQ(mirror.periods(1).imports().valuation(), v1::VALUATION_CIF);
  EXPECT_EQ(mirror.periods(1).imports().cell(), "TUR M 2021");
  EXPECT_EQ(mirror.periods(1).gap(), "30");
  EXPECT_EQ(mirror.periods(1).ratio(), 1.3);
  EXPECT_FALSE(mirror.periods(2).has_exports());
  EXPECT_EQ(mirror.period(), "2021");
  std::vector<std::string> chapters;
  for (const v1::MirrorChapter& one : mirror.chapters()) {
    chapters.push_back(
        absl::StrCat(one.chapter(), " ", one.exports(), " ", one.imports(), " ", one.gap()));
  }
  EXPECT_THAT(chapters, ElementsAre("10  15 15", "27 90 110 20", "74 8  -8"));
  std::vector<std::string> steps;
  for (const v1::GapStep& step : mirror.steps()) {
    steps.push_back(absl::StrCat(v1::GapCause_Name(step.cause()), " ", step.amount()));
    EXPECT_NE(step.method(), "");
    EXPECT_EQ(step.assumption(), "");
    EXPECT_THAT(step.evidence(), ElementsAre(0));
  }
  EXPECT_THAT(steps, ElementsAre("GAP_CAUSE_FREIGHT 8", "GAP_CAUSE_RE_EXPORTS -10",
                                 "GAP_CAUSE_TIME_LAG 2", "GAP_CAUSE_NOT_SPECIFIED 3",
                                 "GAP_CAUSE_COVERAGE 7", "GAP_CAUSE_RESIDUAL 20"));
  EXPECT_EQ(mirror.source(), "sources/un-comtrade");
  EXPECT_EQ(mirror.evidence_size(), 1);

  ASSERT_OK_AND_ASSIGN(const auto one,
                       CompareMirror("exporter: 'KAZ' importer: 'TUR' commodity: '27'"));
  EXPECT_EQ(one.classification(), "HS");
  EXPECT_EQ(one.periods(0).gap(), "20");
  EXPECT_THAT(one.chapters(), IsEmpty());
  ASSERT_EQ(one.steps_size(), 1);
  EXPECT_EQ(one.steps(0).amount(), "20");
  ASSERT_OK_AND_ASSIGN(const auto other,
                       CompareMirror("exporter: 'KAZ' importer: 'TUR' period: '2020'"));
  EXPECT_EQ(other.period(), "");
  EXPECT_THAT(other.steps(), IsEmpty());
}

TEST_P(AnalysisServiceTest, FreightIsAssumedWhereThatIsAskedForAndNoDataTellIt) {
  ImportCompiled({MakeObservation("KAZ", "TUR", "X", "2021", "100"),
                  MakeObservation("TUR", "KAZ", "M", "2021", "130")});
  ASSERT_OK_AND_ASSIGN(const auto mirror,
                       CompareMirror("exporter: 'KAZ' importer: 'TUR' assume_freight: true"));
  ASSERT_EQ(mirror.steps_size(), 2);
  EXPECT_EQ(mirror.steps(0).amount(), "6");
  EXPECT_THAT(mirror.steps(0).assumption(), HasSubstr("IMF"));
  EXPECT_EQ(mirror.steps(1).amount(), "24");
}

TEST_P(AnalysisServiceTest, AMirrorIsOfASourceThatHasBothEnds) {
  Import("kaz-bns", SourceKind::kNational, "d", "2022",
         {MakeObservation("KAZ", "TUR", "X", "2021", "99")});
  const std::string pair = "exporter: 'KAZ' importer: 'TUR' ";
  ASSERT_OK_AND_ASSIGN(const auto one_end, CompareMirror(pair));
  EXPECT_EQ(one_end.source(), "sources/kaz-bns");
  EXPECT_EQ(one_end.period(), "");
  ImportCompiled({MakeObservation("KAZ", "TUR", "X", "2021", "100"),
                  MakeObservation("TUR", "KAZ", "M", "2021", "130")});
  EXPECT_EQ(CompareMirror(pair)->source(), "sources/un-comtrade");
  EXPECT_EQ(CompareMirror(pair + "source: 'sources/kaz-bns'")->periods_size(), 1);
  EXPECT_EQ(CompareMirror("exporter: 'TUR' importer: 'KAZ'")->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(CompareMirror(pair + "frequency: FREQUENCY_MONTHLY")->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);
}

TEST_P(AnalysisServiceTest, AMirrorOfQuartersOutOfMonths) {
  const auto exports = [](const char* flow, const char* value) {
    return MakeObservation("KAZ", "TUR", flow, "2021", value);
  };
  Observation imports = MakeObservation("TUR", "KAZ", "M", "2021", "13");
  imports.valuation = Valuation::kCif;
  imports.fob_value = Dec("12");
  Observation all_exports = exports("X", "10");
  all_exports.valuation = Valuation::kFob;
  ImportCompiled(
      Together({Months(all_exports),
                Months(exports("RX", "1")),
                Months(imports),
                {MakeObservation("KAZ", "TUR", "X", "2020-12", "8"),
                 MakeObservation("TUR", "KAZ", "M", "2021-04", "5")},
                Months(Goods("27", "H5", exports("X", "9"))),
                Months(Goods("27", "H6", MakeObservation("TUR", "KAZ", "M", "2021", "11")))}));
  const std::string pair = "exporter: 'KAZ' importer: 'TUR' ";
  ASSERT_OK_AND_ASSIGN(const auto quarter, CompareMirror(pair + "frequency: FREQUENCY_QUARTERLY"));
  ASSERT_EQ(quarter.periods_size(), 1);
  EXPECT_EQ(quarter.periods(0).exports().amount().decimal(), "30");
  EXPECT_EQ(quarter.periods(0).imports().amount().decimal(), "39");
  EXPECT_EQ(quarter.periods(0).imports().cell(), "line 1, line 2, line 3");
  EXPECT_THAT(quarter.periods(0).imports().flags(), ElementsAre(v1::FLAG_SUMMED));
  EXPECT_THAT(quarter.incomplete_periods(), ElementsAre("2020-Q4", "2021-Q2"));
  ASSERT_EQ(quarter.chapters_size(), 1);
  EXPECT_EQ(quarter.chapters(0).gap(), "6");
  std::vector<std::string> steps;
  for (const v1::GapStep& step : quarter.steps()) {
    steps.push_back(absl::StrCat(v1::GapCause_Name(step.cause()), " ", step.amount()));
  }
  EXPECT_THAT(steps, ElementsAre("GAP_CAUSE_FREIGHT 3", "GAP_CAUSE_RE_EXPORTS -3",
                                 "GAP_CAUSE_TIME_LAG -2", "GAP_CAUSE_NOT_SPECIFIED 3",
                                 "GAP_CAUSE_COVERAGE 0", "GAP_CAUSE_RESIDUAL 8"));
  EXPECT_EQ(CompareMirror(pair + "frequency: FREQUENCY_MONTHLY")->periods_size(), 5);
  ASSERT_OK_AND_ASSIGN(const auto year, CompareMirror(pair));
  EXPECT_THAT(year.periods(), IsEmpty());
  EXPECT_EQ(year.empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_THAT(year.incomplete_periods(), ElementsAre("2020", "2021"));
}

TEST_P(AnalysisServiceTest, AMirrorOfTheNextSourceWhereTheWeightiestLacksAMonth) {
  const Observation exports = MakeObservation("KAZ", "TUR", "X", "2021", "2");
  const Observation imports = MakeObservation("TUR", "KAZ", "M", "2021", "3");
  Import("bns", SourceKind::kNational, "d", "2023",
         Together({Months(exports, {2}), Months(imports)}));
  ImportCompiled(Together({Months(exports), Months(imports)}));
  ASSERT_OK_AND_ASSIGN(
      const auto answer,
      CompareMirror("exporter: 'KAZ' importer: 'TUR' frequency: FREQUENCY_QUARTERLY"));
  EXPECT_EQ(answer.source(), "sources/un-comtrade");
  ASSERT_EQ(answer.periods_size(), 1);
  EXPECT_EQ(answer.periods(0).exports().amount().decimal(), "6");
  EXPECT_THAT(answer.incomplete_periods(), IsEmpty());
}

TEST_P(AnalysisServiceTest, CompareMirrorErrors) {
  const std::string pair = "exporter: 'KAZ' importer: 'TUR' ";
  ExpectErrors([&](const std::string& text) { return CompareMirror(text); },
               {{"exporter: 'KAZ'", "INVALID_ARGUMENT COUNTRY_MISSING"},
                {"exporter: 'KAZ' importer: 'kz'", "INVALID_ARGUMENT PAIR_INVALID"},
                {"exporter: 'W00' importer: 'kz'", "INVALID_ARGUMENT COUNTRY_UNKNOWN"},
                {pair + "period: '2021-01'", "INVALID_ARGUMENT PERIOD_INVALID"},
                {pair + "commodity: 'a b'", "INVALID_ARGUMENT COMMODITY_INVALID"},
                {pair + "source: 'sources/none'", "NOT_FOUND NOT_FOUND"}});
}

TEST_P(AnalysisServiceTest, EveryDefinition) {
  ImportCompiled({MakeObservation("KAZ", "TUR", "X", "2021", "100"),
                  MakeObservation("KAZ", "TUR", "RX", "2021", "10"),
                  MakeObservation("KAZ", "TUR", "M", "2021", "50"),
                  MakeObservation("KAZ", "TUR", "FM", "2021", "49"),
                  MakeObservation("TUR", "KAZ", "M", "2021", "110"),
                  MakeObservation("KAZ", "TUR", "X", "2020", "1"),
                  MakeObservation("KAZ", "TUR", "M", "2020", "2"),
                  MakeObservation("KAZ", "TUR", "X", "2021-01", "3"),
                  MakeObservation("KAZ", "TUR", "M", "2021-01", "4")});
  const auto describe = [](const v1::ListDefinitionsResponse& response) {
    std::vector<std::string> all;
    for (const v1::Volume& volume : response.volumes()) {
      all.push_back(absl::StrCat(
          volume.period(), " ", v1::Perspective_Name(volume.definition().perspective()), " ",
          v1::ReExports_Name(volume.definition().re_exports()), " ", volume.total().decimal()));
    }
    return all;
  };
  const std::string pair = "countries: 'TUR' countries: 'KAZ' ";
  ASSERT_OK_AND_ASSIGN(const auto years, ListDefinitions(pair));
  EXPECT_EQ(years.pair().first().alpha3(), "KAZ");
  EXPECT_THAT(describe(years), ElementsAre("2021 PERSPECTIVE_REPORTER RE_EXPORTS_INCLUDED 150",
                                           "2021 PERSPECTIVE_REPORTER RE_EXPORTS_EXCLUDED 139",
                                           "2021 PERSPECTIVE_IMPORTERS RE_EXPORTS_INCLUDED 160",
                                           "2020 PERSPECTIVE_REPORTER RE_EXPORTS_INCLUDED 3"));
  EXPECT_EQ(years.evidence_size(), 1);
  EXPECT_THAT(describe(*ListDefinitions(pair + "period: '2020'")),
              ElementsAre("2020 PERSPECTIVE_REPORTER RE_EXPORTS_INCLUDED 3"));
  EXPECT_THAT(describe(*ListDefinitions(pair + "period: '2021-01'")),
              ElementsAre("2021-01 PERSPECTIVE_REPORTER RE_EXPORTS_INCLUDED 7"));
  EXPECT_EQ(ListDefinitions(pair + "period: '1999'")->empty_reason(),
            common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_EQ(ListDefinitions("countries: 'DEU' countries: 'KAZ'")->empty_reason(),
            common::v1::EMPTY_REASON_PAIR_NOT_COVERED);
}

TEST_P(AnalysisServiceTest, DefinitionsOfAQuarterOutOfItsMonths) {
  ImportCompiled(Together({Months(MakeObservation("KAZ", "TUR", "X", "2021", "10")),
                           Months(MakeObservation("KAZ", "TUR", "M", "2021", "5"))}));
  const std::string pair = "countries: 'TUR' countries: 'KAZ' ";
  ASSERT_OK_AND_ASSIGN(const auto quarter, ListDefinitions(pair + "period: '2021-Q1'"));
  ASSERT_EQ(quarter.volumes_size(), 1);
  EXPECT_EQ(quarter.volumes(0).total().decimal(), "45");
  EXPECT_EQ(quarter.volumes(0).definition().frequency(), v1::FREQUENCY_QUARTERLY);
  EXPECT_THAT(quarter.incomplete_periods(), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const auto year, ListDefinitions(pair));
  EXPECT_EQ(year.empty_reason(), common::v1::EMPTY_REASON_NOT_REPORTED);
  EXPECT_THAT(year.incomplete_periods(), ElementsAre("2021"));
}

TEST_P(AnalysisServiceTest, ListDefinitionsErrors) {
  ExpectErrors(
      [&](const std::string& text) { return ListDefinitions(text); },
      {{"", "INVALID_ARGUMENT PAIR_INVALID"},
       {"countries: 'KAZ' countries: 'kz'", "INVALID_ARGUMENT PAIR_INVALID"},
       {"countries: 'KAZ' countries: 'TUR' period: 'x'", "INVALID_ARGUMENT PERIOD_INVALID"},
       {"countries: 'KAZ' countries: 'TUR' read_at { revision: 9 }",
        "FAILED_PRECONDITION REVISION_NOT_REACHED"}});
}

INSTANTIATE_TEST_SUITE_P(Engines, AnalysisServiceTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade
