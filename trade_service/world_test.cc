// What is told of the world where a source lists all pairs, asked of the services: held against
// sums of the same rows, made here in the simplest way.

#include <map>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/core/area.h"
#include "trade_service/load/comtrade_area.h"
#include "trade_service/testing/served.h"
#include "trade_service/testing/simple_csv.h"
#include "trade_service/testing/whole_world.h"

namespace entente::trade {
namespace {

using testing::BaciText;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using testing::Only;
using testing::Parse;
using testing::UsdOf;
using testing::WholeWorld;
using testing::WorldRow;
using Stub = v1::AnalysisService::Stub;

constexpr char kWhole[] = "file_name: 'BACI_HS92_Y2021_V202301.csv'";
constexpr double kNear = 1e-12;

class WorldTest : public testing::ServedTest {
 protected:
  template <typename Request, typename Response>
  Response Ask(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
               const std::string& text) {
    const auto response = Call(*analysis_, method, Parse<Request>(text));
    EXPECT_OK(response) << text;
    return response.ok() ? *response : Response();
  }

  v1::RankCommoditiesResponse Rank(const std::string& text) {
    return Ask(&Stub::RankCommodities, text);
  }
  v1::GetTrendResponse Trend(const std::string& text) { return Ask(&Stub::GetTrend, text); }

  // What is sold of codes that begin with `code`, by and to whom; empty: by or to all.
  int64_t Sold(const std::string& by, const std::string& to, const std::string& code = "") const {
    return UsdOf(rows_, [&](const WorldRow& row) {
      return (by.empty() || row.exporter == by) && (to.empty() || row.importer == to) &&
             row.commodity.substr(0, code.size()) == code;
    });
  }
  double Share(int64_t part, int64_t whole) const {
    return static_cast<double>(part) / static_cast<double>(whole);
  }

  const std::vector<WorldRow> rows_ = WholeWorld(160);
};

TEST_P(WorldTest, AdvantageOfEveryProductAtEveryLevel) {
  ASSERT_OK(Import(kWhole, BaciText(rows_)));
  for (const std::string partner : {"TUR", "CHN", "W00"}) {
    for (const int level : {2, 4, 6}) {
      const auto answer =
          Rank(absl::StrCat("reporter: 'KAZ' partner: '", partner, "' level: ", level));
      ASSERT_GT(answer.commodities_size(), 0) << partner;
      EXPECT_EQ(answer.world_absence(), v1::WORLD_ABSENCE_UNSPECIFIED);
      EXPECT_THAT(answer.comparative_advantage_evidence(), ElementsAre(0));
      EXPECT_EQ(answer.evidence_size(), 1);
      EXPECT_EQ(answer.source(), "sources/cepii-baci");
      EXPECT_EQ(answer.period(), "2021");
      EXPECT_EQ(answer.total(), absl::StrCat(Sold("KAZ", partner == "W00" ? "" : partner)));
      for (const v1::RankedCommodity& one : answer.commodities()) {
        const std::string& code = one.commodity();
        EXPECT_EQ(one.value(), absl::StrCat(Sold("KAZ", partner == "W00" ? "" : partner, code)));
        EXPECT_THAT(one.comparative_advantage(),
                    DoubleNear(Share(Sold("KAZ", "", code), Sold("KAZ", "")) /
                                   Share(Sold("", "", code), Sold("", "")),
                               kNear))
            << code;
      }
    }
  }
  EXPECT_EQ(Rank("reporter: 'TUR' partner: 'KAZ' flow: 'M'").world_absence(),
            v1::WORLD_ABSENCE_UNSPECIFIED)
      << "no advantage is told of imports";
  EXPECT_EQ(Rank("reporter: 'TUR' partner: 'World' flow: 'M'").total(),
            absl::StrCat(Sold("", "TUR")));
}

TEST_P(WorldTest, SharesOfEachCountrysTotal) {
  ASSERT_OK(Import(kWhole, BaciText(rows_)));
  for (const std::string& code : {std::string(), rows_.front().commodity.substr(0, 2)}) {
    const std::string by = code.empty() ? "KAZ" : rows_.front().exporter;
    const std::string to = code.empty() ? "TUR" : rows_.front().importer;
    const std::string of = code.empty() ? "" : absl::StrCat(" commodity: '", code, "'");
    const auto sold = Trend(absl::StrCat("reporter: '", by, "' partner: '", to, "'", of));
    ASSERT_EQ(sold.exports().world_share_size(), 1) << code;
    EXPECT_THAT(sold.exports().world_share(0).ratio(),
                DoubleNear(Share(Sold(by, to, code), Sold(by, "", code)), kNear));
    EXPECT_THAT(sold.exports().world_share(0).evidence(), ElementsAre(0));
    EXPECT_EQ(sold.exports().world_absence(), v1::WORLD_ABSENCE_UNSPECIFIED);
    const auto bought = Trend(absl::StrCat("reporter: '", to, "' partner: '", by, "'", of));
    ASSERT_EQ(bought.imports().world_share_size(), 1) << code;
    EXPECT_THAT(bought.imports().world_share(0).ratio(),
                DoubleNear(Share(Sold(by, to, code), Sold("", to, code)), kNear));
  }
  const auto with_world = Trend("reporter: 'KAZ' partner: 'World'");
  ASSERT_EQ(with_world.exports().points_size(), 1);
  EXPECT_EQ(with_world.exports().points(0).value(), absl::StrCat(Sold("KAZ", "")));
  EXPECT_EQ(with_world.imports().points(0).value(), absl::StrCat(Sold("", "KAZ")));
  EXPECT_THAT(with_world.exports().points(0).flags(),
              ElementsAre(v1::FLAG_SUMMED, v1::FLAG_REPORTER_INFERRED));
  EXPECT_EQ(with_world.exports().points(0).valuation(), v1::VALUATION_FOB);

  const auto partners = Ask(&Stub::RankPartners, "reporter: 'KAZ' flow: 'X'");
  EXPECT_EQ(partners.ranking().world(), absl::StrCat(Sold("KAZ", "")));
  const auto suppliers = Ask(&Stub::RankSuppliers, "importer: 'KAZ'");
  EXPECT_EQ(suppliers.ranking().world(), absl::StrCat(Sold("", "KAZ")));
}

// A part of a file has no world, and says why.
TEST_P(WorldTest, NoneOfACutFile) {
  const std::vector<std::pair<std::string, std::vector<WorldRow>>> cuts = {
      {"pair",
       Only(rows_,
            [](const WorldRow& row) { return row.exporter == "KAZ" && row.importer == "TUR"; })},
      {"reporter", Only(rows_, [](const WorldRow& row) { return row.exporter == "KAZ"; })},
  };
  for (const auto& [name, rows] : cuts) {
    // The name is the whole file's: the content tells.
    ASSERT_OK(Import(kWhole, BaciText(rows))) << name;
    const auto answer = Rank("reporter: 'KAZ' partner: 'TUR'");
    ASSERT_GT(answer.commodities_size(), 0) << name;
    for (const v1::RankedCommodity& one : answer.commodities()) {
      EXPECT_FALSE(one.has_comparative_advantage()) << name;
    }
    EXPECT_EQ(answer.world_absence(), v1::WORLD_ABSENCE_PART_LOADED) << name;
    const auto trend = Trend("reporter: 'KAZ' partner: 'TUR'");
    EXPECT_EQ(trend.exports().points_size(), 1);
    EXPECT_EQ(trend.exports().world_share_size(), 0);
    EXPECT_EQ(trend.exports().world_absence(), v1::WORLD_ABSENCE_PART_LOADED) << name;
    EXPECT_EQ(trend.imports().world_absence(), v1::WORLD_ABSENCE_UNSPECIFIED) << "no points";
    EXPECT_EQ(Rank("reporter: 'KAZ' partner: 'W00'").commodities_size(), 0);
  }
}

// A file of a pair that is of another version tells nothing of the world that the whole one lists.
TEST_P(WorldTest, NoShareOfOneDataSetInAnother) {
  std::vector<WorldRow> pair = Only(
      rows_, [](const WorldRow& row) { return row.exporter == "KAZ" && row.importer == "TUR"; });
  for (WorldRow& row : pair) row.usd *= 100;
  ASSERT_OK(Import(kWhole, BaciText(rows_)));
  ASSERT_OK(Import("file_name: 'BACI_HS92_Y2021_V202401_KAZ_TUR.csv'", BaciText(pair)));
  const auto cut = Trend("reporter: 'KAZ' partner: 'TUR'");
  ASSERT_EQ(cut.exports().points_size(), 1);
  EXPECT_EQ(cut.exports().points(0).value(), absl::StrCat(100 * Sold("KAZ", "TUR")));
  EXPECT_EQ(cut.exports().world_share_size(), 0);
  EXPECT_EQ(cut.exports().world_absence(), v1::WORLD_ABSENCE_UNSPECIFIED);
  EXPECT_EQ(Trend("reporter: 'KAZ' partner: 'CHN'").exports().world_share_size(), 1);
}

// The world is told in the classification that pairs are told in, whichever was published last.
TEST_P(WorldTest, InTheClassificationOfPairs) {
  std::vector<WorldRow> doubled = rows_;
  for (WorldRow& row : doubled) row.usd *= 2;
  ASSERT_OK(Import("file_name: 'BACI_HS92_Y2021_V202401.csv'", BaciText(rows_)));
  ASSERT_OK(Import("file_name: 'BACI_HS17_Y2021_V202301.csv'", BaciText(doubled)));
  const WorldRow& one = rows_.front();
  for (const std::string& partner : {one.importer, std::string("W00")}) {
    const auto trend = Trend(absl::StrCat("reporter: '", one.exporter, "' partner: '", partner,
                                          "' commodity: '", one.commodity, "'"));
    EXPECT_EQ(trend.classification(), "H5") << partner;
    EXPECT_THAT(trend.other_classifications(), ElementsAre("H0")) << partner;
    ASSERT_EQ(trend.exports().points_size(), 1) << partner;
    EXPECT_EQ(trend.exports().points(0).value(),
              absl::StrCat(2 * Sold(one.exporter, partner == "W00" ? "" : partner, one.commodity)));
    EXPECT_EQ(trend.exports().world_share_size(), 1) << partner;
  }
  EXPECT_EQ(Trend("reporter: 'KAZ' partner: 'W00'").exports().points(0).value(),
            absl::StrCat(Sold("KAZ", "")))
      << "a total is the one published last";
}

TEST_P(WorldTest, NoneOfThePeriodsThatAreShown) {
  ASSERT_OK(Import(kWhole, BaciText(rows_)));
  const std::vector<WorldRow> cut =
      Only(rows_, [](const WorldRow& row) { return row.exporter == "KAZ"; });
  ASSERT_OK(Import("file_name: 'BACI_HS92_Y2020_V202301.csv'",
                   absl::StrReplaceAll(BaciText(cut), {{"\n2021,", "\n2020,"}})));
  const std::string pair = "reporter: 'KAZ' partner: 'TUR' ";
  EXPECT_EQ(Trend(pair).exports().points_size(), 2);
  EXPECT_EQ(Trend(pair).exports().world_share_size(), 1);
  EXPECT_EQ(Trend(pair).exports().world_absence(), v1::WORLD_ABSENCE_UNSPECIFIED);
  EXPECT_EQ(Trend(pair + "last_period: '2020'").exports().world_absence(),
            v1::WORLD_ABSENCE_PART_LOADED);
}

// What is missing is not the world.
TEST_P(WorldTest, NoAdvantageOfAReporterThatIsNotInIt) {
  const std::string other = testing::WorldCountries(rows_.size()).back();
  std::vector<WorldRow> cut =
      Only(rows_, [](const WorldRow& row) { return row.exporter == "KAZ"; });
  for (WorldRow& row : cut) row.exporter = other;
  ASSERT_OK(Import(kWhole, BaciText(rows_)));
  ASSERT_OK(Import("file_name: 'BACI_HS92_Y2021_V202301_other.csv'", BaciText(cut)));
  const auto answer = Rank(absl::StrCat("reporter: '", other, "' partner: 'TUR'"));
  ASSERT_GT(answer.commodities_size(), 0);
  EXPECT_FALSE(answer.commodities(0).has_comparative_advantage());
  EXPECT_EQ(answer.world_absence(), v1::WORLD_ABSENCE_UNSPECIFIED);
}

TEST_P(WorldTest, NoneOfASourceThatIsNoneOfAllPairs) {
  Observation one = testing::MakeObservation("KAZ", "TUR", "X", "2021", "6");
  one.cell.commodity = "27";
  one.cell.classification = "H5";
  Batch batch = testing::BatchOf(testing::MakeRelease("s", "d", "2022"),
                                 {testing::MakeObservation("KAZ", "TUR", "X", "2021", "8"), one});
  batch.sources = {testing::MakeSource("s", SourceKind::kNational)};
  ASSERT_OK(store_->Import(testing::ByAyse(), batch));
  EXPECT_EQ(Rank("reporter: 'KAZ' partner: 'TUR'").world_absence(), v1::WORLD_ABSENCE_NOT_REPORTED);
  EXPECT_EQ(Trend("reporter: 'KAZ' partner: 'TUR'").exports().world_absence(),
            v1::WORLD_ABSENCE_NOT_REPORTED);
}

// The exports of two countries, of every chapter and to all the world.
TEST_P(WorldTest, NoneOfARealFileOfTwoExporters) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/baci/BACI_HS92_Y2021_V202301_AFG_ZAF.csv");
  ASSERT_OK(Import("file_name: 'BACI_HS92_Y2021_V202301_AFG_ZAF.csv'", content));
  const auto answer = Rank("reporter: 'ZAF' partner: 'CHN' level: 6");
  ASSERT_EQ(answer.commodities_size(), 10);
  for (const v1::RankedCommodity& one : answer.commodities()) {
    EXPECT_FALSE(one.has_comparative_advantage());
  }
  EXPECT_EQ(answer.world_absence(), v1::WORLD_ABSENCE_PART_LOADED);
  const auto trend = Trend("reporter: 'ZAF' partner: 'CHN'");
  EXPECT_EQ(trend.exports().world_share_size(), 0);
  EXPECT_EQ(trend.exports().world_absence(), v1::WORLD_ABSENCE_PART_LOADED);
}

TEST(WorldAreasTest, EveryAreaOfBaciIsAPartOfTheWorld) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/baci/country_codes_V202301.csv");
  int count = 0;
  for (const auto& row : testing::SimpleRows(content)) {
    const auto area = ComtradeArea(row.at("country_code"));
    ASSERT_OK(area);
    EXPECT_TRUE(IsPartOfWorld(*area)) << *area;
    ++count;
  }
  EXPECT_EQ(count, 238);
}

INSTANTIATE_TEST_SUITE_P(Engines, WorldTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade
