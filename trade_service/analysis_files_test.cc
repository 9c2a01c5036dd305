// AnalysisService on real files: answers as the raw file has them, summed up here in the simplest
// way.

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/geo/country.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/served.h"
#include "trade_service/testing/simple_csv.h"

namespace entente::trade {
namespace {

using testing::Dec;
using testing::Parse;
using testing::SimpleRows;
using Stub = v1::AnalysisService::Stub;
using RawRow = std::map<std::string, std::string>;

class AnalysisFilesTest : public testing::ServedTest {
 protected:
  template <typename Request, typename Response>
  Response Ask(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&, Response*),
               const std::string& text) {
    const auto response = Call(*analysis_, method, Parse<Request>(text));
    EXPECT_OK(response) << text;
    return response.ok() ? *response : Response();
  }

  static std::string Sum(const std::string& a, const std::string& b) {
    return Dec(a).Add(Dec(b)).value().ToString();
  }
};

constexpr char kChina[] = "trade/comtrade/portal_CHN_DEU_USA_TOTAL_2022.csv";

// What a reporter says of all its partners in one flow, by Comtrade's number of the partner.
std::map<std::string, RawRow> Partners(const std::vector<RawRow>& rows, const std::string& reporter,
                                       const std::string& flow) {
  std::map<std::string, RawRow> partners;
  for (const RawRow& row : rows) {
    if (row.at("reporterISO") != reporter || row.at("flowCode") != flow) continue;
    if (row.at("partner2Code") != "0") continue;
    EXPECT_TRUE(partners.emplace(row.at("partnerCode"), row).second);
  }
  return partners;
}

TEST_P(AnalysisFilesTest, China2022Partners) {
  READ_SHARED_FILE_OR_SKIP(content, kChina);
  ASSERT_OK(Import("file_name: 'portal.csv'", content));
  const std::vector<RawRow> rows = SimpleRows(content);
  for (const char* reporter : {"CHN", "DEU", "USA"}) {
    for (const char* flow : {"M", "X"}) {
      const auto raw = Partners(rows, reporter, flow);
      const auto answer =
          Ask(&Stub::RankPartners,
              absl::StrCat("reporter: '", reporter, "' flow: '", flow, "' limit: 1000"));
      EXPECT_EQ(answer.period(), "2022");
      EXPECT_TRUE(answer.ranking().world_given());
      EXPECT_EQ(answer.ranking().world(), Dec(raw.at("0").at("primaryValue")).ToString());
      ASSERT_EQ(answer.ranking().areas_size(), static_cast<int>(raw.size()) - 1);
      std::multiset<std::string> values;
      std::string sum = "0";
      int countries = 0;
      for (const v1::RankedArea& area : answer.ranking().areas()) {
        values.insert(area.value());
        sum = Sum(sum, area.value());
        if (area.rank() > 0) ++countries;
        EXPECT_EQ(area.kind() == v1::AREA_KIND_SPECIAL, FindByAlpha3(area.area()) == nullptr);
        EXPECT_EQ(area.rank() > 0, area.kind() == v1::AREA_KIND_COUNTRY && area.value() != "0");
      }
      EXPECT_EQ(answer.ranking().ranked(), countries);
      for (const auto& [code, row] : raw) {
        if (code == "0") continue;
        const auto found = values.find(Dec(row.at("primaryValue")).ToString());
        ASSERT_NE(found, values.end()) << reporter << " " << flow << " " << code;
        values.erase(found);
      }
      // The partners of every kind are the world, once.
      EXPECT_LE(std::abs(Dec(sum).Subtract(Dec(answer.ranking().world())).value().ToDouble()), 0.5)
          << reporter << " " << flow;
    }
  }
}

TEST_P(AnalysisFilesTest, China2022SelfTradeAndSpecialAreas) {
  READ_SHARED_FILE_OR_SKIP(content, kChina);
  ASSERT_OK(Import("file_name: 'portal.csv'", content));
  const auto raw = Partners(SimpleRows(content), "CHN", "M");
  const auto answer = Ask(&Stub::RankSuppliers, "importer: 'China' exporter: 'USA' limit: 1000");
  std::map<std::string, v1::RankedArea> areas;
  for (const v1::RankedArea& area : answer.ranking().areas()) areas[area.area()] = area;
  EXPECT_EQ(areas.at("CHN").kind(), v1::AREA_KIND_SELF);
  EXPECT_EQ(areas.at("CHN").value(), raw.at("156").at("primaryValue"));
  EXPECT_EQ(areas.at("TWN").value(), raw.at("490").at("primaryValue"));
  EXPECT_EQ(areas.at("TWN").rank(), 1);
  for (const char* special : {"899", "568", "577"}) {
    EXPECT_EQ(areas.at(special).kind(), v1::AREA_KIND_SPECIAL) << special;
    EXPECT_EQ(areas.at(special).value(), raw.at(special).at("primaryValue"));
  }
  EXPECT_EQ(answer.exporter().value(), raw.at("842").at("primaryValue"));
  EXPECT_EQ(answer.exporter().rank(), 4);
}

TEST_P(AnalysisFilesTest, China2022Mirrors) {
  READ_SHARED_FILE_OR_SKIP(content, kChina);
  ASSERT_OK(Import("file_name: 'portal.csv'", content));
  const std::vector<RawRow> rows = SimpleRows(content);
  const std::map<std::string, std::string> numbers = {
      {"CHN", "156"}, {"DEU", "276"}, {"USA", "842"}};
  for (const auto& [exporter, exporter_number] : numbers) {
    for (const auto& [importer, importer_number] : numbers) {
      if (exporter == importer) continue;
      const RawRow exports = Partners(rows, exporter, "X").at(importer_number);
      const RawRow imports = Partners(rows, importer, "M").at(exporter_number);
      const auto mirror = Ask(&Stub::CompareMirror, absl::StrCat("exporter: '", exporter,
                                                                 "' importer: '", importer, "'"));
      ASSERT_EQ(mirror.periods_size(), 1);
      const v1::MirrorPeriod& period = mirror.periods(0);
      EXPECT_EQ(period.exports().amount().decimal(), Dec(exports.at("primaryValue")).ToString());
      EXPECT_EQ(period.imports().amount().decimal(), Dec(imports.at("primaryValue")).ToString());
      std::string sum = period.exports().amount().decimal();
      for (const v1::GapStep& step : mirror.steps()) sum = Sum(sum, step.amount());
      EXPECT_EQ(sum, period.imports().amount().decimal()) << "the steps lead all the way";
      // The United States give both valuations of their imports.
      const bool both = !imports.at("cifvalue").empty() && !imports.at("fobvalue").empty() &&
                        imports.at("cifvalue") != imports.at("fobvalue");
      EXPECT_EQ(both, importer == "USA");
      if (!both) continue;
      ASSERT_EQ(mirror.steps(0).cause(), v1::GAP_CAUSE_FREIGHT);
      EXPECT_EQ(Sum(mirror.steps(0).amount(), imports.at("fobvalue")),
                Dec(imports.at("cifvalue")).ToString());
    }
  }
}

TEST_P(AnalysisFilesTest, China2022Definitions) {
  READ_SHARED_FILE_OR_SKIP(content, kChina);
  ASSERT_OK(Import("file_name: 'portal.csv'", content));
  const std::vector<RawRow> rows = SimpleRows(content);
  const auto value = [&](const char* reporter, const char* flow, const char* partner) {
    return Partners(rows, reporter, flow).at(partner).at("primaryValue");
  };
  const auto answer = Ask(&Stub::ListDefinitions, "countries: 'CHN' countries: 'DEU'");
  std::map<std::string, std::string> totals;
  for (const v1::Volume& volume : answer.volumes()) {
    totals[absl::StrCat(v1::Perspective_Name(volume.definition().perspective()),
                        volume.definition().reporter())] = volume.total().decimal();
  }
  EXPECT_EQ(totals.size(), 4u);
  EXPECT_EQ(totals["PERSPECTIVE_REPORTERCHN"],
            Sum(value("CHN", "X", "276"), value("CHN", "M", "276")));
  EXPECT_EQ(totals["PERSPECTIVE_REPORTERDEU"],
            Sum(value("DEU", "X", "156"), value("DEU", "M", "156")));
  EXPECT_EQ(totals["PERSPECTIVE_EXPORTERS"],
            Sum(value("CHN", "X", "276"), value("DEU", "X", "156")));
  EXPECT_EQ(totals["PERSPECTIVE_IMPORTERS"],
            Sum(value("DEU", "M", "156"), value("CHN", "M", "276")));
}

// Fish by month: no total, several revisions of the Harmonized System.
TEST_P(AnalysisFilesTest, FishByMonth) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade/TUR_KAZ_monthly_hs6_fish_2000_2024.csv");
  ASSERT_OK(Import("file_name: 'fish.csv'", content));
  // By flow, period, revision and commodity, as Türkiye reports them.
  std::map<std::tuple<std::string, std::string, std::string>, std::map<std::string, std::string>>
      raw;
  for (const RawRow& row : SimpleRows(content)) {
    if (row.at("reporterISO") != "TUR" || row.at("partner2Code") != "0") continue;
    const std::string& period = row.at("period");
    raw[{row.at("flowCode"), absl::StrCat(period.substr(0, 4), "-", period.substr(4)),
         row.at("classificationCode")}][row.at("cmdCode")] = row.at("primaryValue");
  }
  ASSERT_FALSE(raw.empty());
  const auto last = std::max_element(raw.begin(), raw.end(), [](const auto& a, const auto& b) {
    return a.second.size() < b.second.size();
  });
  const auto& [flow, period, revision] = last->first;
  const auto commodities =
      Ask(&Stub::RankCommodities,
          absl::StrCat("reporter: 'TUR' partner: 'KAZ' level: 6 limit: 10000 flow: '", flow,
                       "' period: '", period, "'"));
  EXPECT_EQ(commodities.classification(), revision);
  ASSERT_EQ(commodities.commodities_size(), static_cast<int>(last->second.size()));
  std::string sum = "0";
  for (const v1::RankedCommodity& one : commodities.commodities()) {
    EXPECT_EQ(one.value(), Dec(last->second.at(one.commodity())).ToString()) << one.commodity();
    sum = Sum(sum, one.value());
  }
  EXPECT_EQ(commodities.total(), sum);
  EXPECT_EQ(commodities.not_specified(), "0");

  // One fish over the months of the revision that is latest for it.
  const std::string commodity = last->second.begin()->first;
  std::map<std::string, std::map<std::string, std::string>> by_revision;
  for (const auto& [key, values] : raw) {
    const auto& [of_flow, of_period, of_revision] = key;
    const auto found = values.find(commodity);
    if (found == values.end() || of_flow != "X") continue;
    by_revision[of_revision][of_period] = Dec(found->second).ToString();
  }
  ASSERT_FALSE(by_revision.empty());
  const auto trend = Ask(&Stub::GetTrend, absl::StrCat("reporter: 'TUR' partner: 'KAZ' frequency: "
                                                       "FREQUENCY_MONTHLY commodity: '",
                                                       commodity, "' classification: '",
                                                       by_revision.rbegin()->first, "'"));
  std::map<std::string, std::string> points;
  for (const v1::DerivedPoint& point : trend.exports().points()) {
    points[point.period()] = point.value();
  }
  EXPECT_EQ(points, by_revision.rbegin()->second);
  EXPECT_EQ(trend.other_classifications_size() + 1 >= static_cast<int>(by_revision.size()), true);
}

// Years out of months: those that have all of them, as the sum of the raw rows; the others as
// missing just what the file lacks.
TEST_P(AnalysisFilesTest, FishByYear) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/comtrade/TUR_KAZ_monthly_hs6_fish_2000_2024.csv");
  ASSERT_OK(Import("file_name: 'fish.csv'", content));
  struct Year {
    std::set<std::string> months;
    std::map<std::string, std::string> sums;  // by commodity
  };
  std::map<std::string, Year> years;  // as Türkiye reports its exports
  for (const RawRow& row : SimpleRows(content)) {
    if (row.at("reporterISO") != "TUR" || row.at("flowCode") != "X") continue;
    if (row.at("partner2Code") != "0") continue;
    const std::string& period = row.at("period");
    Year& year = years[period.substr(0, 4)];
    year.months.insert(absl::StrCat(period.substr(0, 4), "-", period.substr(4)));
    std::string& sum = year.sums.try_emplace(row.at("cmdCode"), "0").first->second;
    sum = Sum(sum, row.at("primaryValue"));
  }
  int whole = 0;
  for (const auto& [name, year] : years) {
    const auto answer = Ask(
        &Stub::RankCommodities,
        absl::StrCat("reporter: 'TUR' partner: 'KAZ' level: 6 limit: 10000 period: '", name, "'"));
    EXPECT_EQ(answer.missing_periods_size() + static_cast<int>(year.months.size()), 12) << name;
    for (const std::string& missing : answer.missing_periods()) {
      EXPECT_FALSE(year.months.contains(missing)) << missing;
    }
    if (year.months.size() < 12) {
      EXPECT_EQ(answer.commodities_size(), 0) << name;
      continue;
    }
    ++whole;
    std::map<std::string, std::string> sums;
    for (const v1::RankedCommodity& one : answer.commodities()) sums[one.commodity()] = one.value();
    EXPECT_EQ(sums, year.sums) << name;
  }
  EXPECT_EQ(whole, 10);
  // Sea bass: both ends have every month of 2022 and 2023.
  const auto mirror =
      Ask(&Stub::CompareMirror, "exporter: 'TUR' importer: 'KAZ' commodity: '030284'");
  EXPECT_EQ(mirror.classification(), "H6");
  EXPECT_EQ(mirror.period(), "2023");
  for (const v1::MirrorPeriod& one : mirror.periods()) {
    EXPECT_EQ(one.exports().amount().decimal(), years.at(one.period()).sums.at("030284"));
    EXPECT_TRUE(one.has_imports()) << one.period();
  }
}

// BACI: Afghanistan's and others' exports, of 6 digits alone and without totals.
TEST_P(AnalysisFilesTest, BaciRankings) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/baci/BACI_HS92_Y2021_V202301_AFG_ZAF.csv");
  ASSERT_OK(Import("file_name: 'BACI_HS92_Y2021_V202301_AFG_ZAF.csv'", content));
  std::map<std::string, Decimal> by_partner;  // exports of South Africa
  std::map<std::string, Decimal> by_chapter;  // to China
  const auto add = [](Decimal& sum, const std::string& thousands) {
    sum = sum.Add(Dec(thousands).TimesPowerOfTen(3).value()).value();
  };
  for (const RawRow& row : SimpleRows(content)) {
    if (row.at("i") != "710") continue;
    add(by_partner[row.at("j")], row.at("v"));
    const std::string& code = row.at("k");
    if (row.at("j") == "156") {
      add(by_chapter[code.size() == 5 ? absl::StrCat("0", code.substr(0, 1)) : code.substr(0, 2)],
          row.at("v"));
    }
  }
  const auto largest = [](const std::map<std::string, Decimal>& sums) {
    std::vector<Decimal> values;
    for (const auto& [code, sum] : sums) values.push_back(sum);
    std::sort(values.rbegin(), values.rend());
    return values;
  };

  const auto partners = Ask(&Stub::RankPartners, "reporter: 'ZAF' partner: 'China'");
  ASSERT_EQ(partners.ranking().areas_size(), 10);
  const std::vector<Decimal> values = largest(by_partner);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(partners.ranking().areas(i).value(), values[static_cast<size_t>(i)].ToString());
  }
  ASSERT_EQ(partners.places_size(), 1);
  EXPECT_EQ(partners.places(0).value(), by_partner.at("156").ToString());
  EXPECT_FALSE(partners.ranking().world_given());

  // The same from the other end.
  const auto suppliers = Ask(&Stub::RankSuppliers, "importer: 'China' exporter: 'ZAF'");
  EXPECT_EQ(suppliers.exporter().value(), by_partner.at("156").ToString());

  const auto chapters = Ask(&Stub::RankCommodities, "reporter: 'ZAF' partner: 'China' limit: 5");
  EXPECT_EQ(chapters.commodity_count(),
            static_cast<int>(by_chapter.size()) - static_cast<int>(by_chapter.count("99")));
  EXPECT_EQ(chapters.total(), by_partner.at("156").ToString());
  EXPECT_EQ(chapters.period(), "2021");
  std::map<std::string, Decimal> products = by_chapter;
  products.erase("99");
  const std::vector<Decimal> chapter_values = largest(products);
  for (int i = 0; i < 5; ++i) {
    const v1::RankedCommodity& one = chapters.commodities(i);
    EXPECT_EQ(one.value(), chapter_values[static_cast<size_t>(i)].ToString());
    EXPECT_EQ(one.value(), products.at(one.commodity()).ToString());
  }

  // A chapter of its partners is the same figure, of the same rows.
  const std::string chapter = chapters.commodities(0).commodity();
  const auto of_chapter = Ask(&Stub::RankPartners, absl::StrCat("reporter: 'ZAF' partner: 'China' "
                                                                "commodity: '",
                                                                chapter, "'"));
  ASSERT_EQ(of_chapter.places_size(), 1);
  EXPECT_EQ(of_chapter.places(0).value(), products.at(chapter).ToString());
  EXPECT_THAT(of_chapter.places(0).flags(),
              ::testing::ElementsAre(v1::FLAG_SUMMED, v1::FLAG_REPORTER_INFERRED));
}

INSTANTIATE_TEST_SUITE_P(Engines, AnalysisFilesTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade
