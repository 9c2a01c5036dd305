#include "trade_service/store/listed_world.h"

#include <map>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "trade_service/commodity_sums.h"
#include "trade_service/store/commodities.h"
#include "trade_service/store/snapshot.h"
#include "trade_service/store/world_series.h"
#include "trade_service/testing/stores.h"
#include "trade_service/testing/whole_world.h"

namespace entente::trade {
namespace {

using testing::BatchOf;
using testing::ByAyse;
using ::testing::ElementsAre;
using ::testing::EndsWith;
using ::testing::IsEmpty;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::MakeSource;
using testing::ObservationsIn;
using testing::Only;
using testing::Per;
using testing::UsdOf;
using testing::WholeWorld;
using testing::WorldRow;

using Usd = std::map<std::string, std::string>;  // by commodity

std::vector<ListedWorld> Listed(const std::vector<Observation>& observations) {
  absl::StatusOr<std::vector<ListedWorld>> worlds = WorldsIn(*BlocksOf(observations).value());
  EXPECT_OK(worlds);
  return worlds.ok() ? *std::move(worlds) : std::vector<ListedWorld>();
}

Usd UsdIn(absl::string_view columns) {
  CommoditySums sums;
  EXPECT_OK(sums.Add(columns));
  Usd usd;
  const auto all = sums.All();
  EXPECT_OK(all);
  for (const CommoditySum& sum : *all) usd[sum.commodity] = sum.value.ToString();
  return usd;
}

Usd UsdByCommodity(const std::vector<WorldRow>& rows,
                   const std::function<bool(const WorldRow&)>& keep) {
  Usd usd;
  for (const WorldRow& row : rows) {
    if (!keep(row)) continue;
    usd[row.commodity] = absl::StrCat(UsdOf(
        rows, [&](const WorldRow& one) { return keep(one) && one.commodity == row.commodity; }));
  }
  return usd;
}

bool Any(const WorldRow&) { return true; }

TEST(WorldsInTest, AddsAllPairsUp) {
  const std::vector<WorldRow> rows = WholeWorld();
  const std::vector<ListedWorld> worlds = Listed(ObservationsIn(rows));
  ASSERT_EQ(worlds.size(), 1u);
  EXPECT_EQ(worlds[0].state.flow, "X");
  EXPECT_EQ(worlds[0].state.period, Per("2021"));
  EXPECT_EQ(worlds[0].state.classification, "H0");
  EXPECT_EQ(UsdIn(worlds[0].columns), UsdByCommodity(rows, Any));
}

TEST(WorldsInTest, APartIsNoWorld) {
  const std::vector<WorldRow> rows = WholeWorld();
  const auto listed = [&](const std::function<bool(const WorldRow&)>& keep) {
    return Listed(ObservationsIn(Only(rows, keep)));
  };
  EXPECT_THAT(
      listed([](const WorldRow& row) { return row.exporter == "KAZ" && row.importer == "TUR"; }),
      IsEmpty())
      << "a pair";
  EXPECT_THAT(listed([](const WorldRow& row) { return row.exporter != "KAZ"; }), IsEmpty())
      << "149 exporters";
  EXPECT_THAT(listed([](const WorldRow& row) { return row.importer != "TUR"; }), IsEmpty())
      << "149 importers";
  EXPECT_THAT(listed([](const WorldRow& row) { return row.commodity.substr(0, 2) != "27"; }),
              IsEmpty())
      << "a chapter is missing";
  EXPECT_EQ(listed(Any).size(), 1u);
  std::vector<Observation> national = ObservationsIn(rows);
  for (Observation& one : national) {
    if (one.cell.commodity.substr(0, 2) == "97") one.cell.commodity.replace(0, 2, "98");
  }
  EXPECT_THAT(Listed(national), IsEmpty()) << "98 is no chapter of all";
}

TEST(WorldsInTest, OnlyOfExportsAndImports) {
  std::vector<Observation> observations = ObservationsIn(WholeWorld());
  for (Observation& one : observations) one.cell.flow = "RX";
  EXPECT_THAT(Listed(observations), IsEmpty());
  for (Observation& one : observations) one.cell.flow = "M";
  EXPECT_EQ(Listed(observations).size(), 1u);
}

TEST(WorldsInTest, NeitherRevisionsNorLevelsTogetherNorAnotherClassificationTellIt) {
  const std::vector<WorldRow> rows = WholeWorld();
  std::vector<Observation> mixed = ObservationsIn(rows);
  mixed.front().cell.classification = "H1";
  EXPECT_THAT(Listed(mixed), IsEmpty());
  std::vector<Observation> levels = ObservationsIn(rows);
  levels.front().cell.commodity.resize(4);
  EXPECT_THAT(Listed(levels), IsEmpty()) << "a heading, of which others have subheadings alone";
  EXPECT_THAT(Listed(ObservationsIn(rows, "S3")), IsEmpty());
}

TEST(WorldsInTest, WhereTheSourceHasRowsOfTheWorldTheseTellIt) {
  std::vector<Observation> observations = ObservationsIn(WholeWorld());
  observations.push_back(MakeObservation("KAZ", "W00", "X", "2021", "1"));
  EXPECT_THAT(Listed(observations), IsEmpty());
}

TEST(WorldsInTest, GroupsAreLeftOut) {
  const std::vector<WorldRow> rows = WholeWorld();
  std::vector<Observation> observations = ObservationsIn(rows);
  Observation group = observations.front();
  group.cell.partner = "BNS_CIS";
  observations.push_back(group);
  const std::vector<ListedWorld> worlds = Listed(observations);
  ASSERT_EQ(worlds.size(), 1u);
  EXPECT_EQ(UsdIn(worlds[0].columns), UsdByCommodity(rows, Any));
  std::vector<Observation> instead = ObservationsIn(rows);
  for (Observation& one : instead) {
    if (one.cell.partner == "TUR") one.cell.partner = "BNS_CIS";
  }
  EXPECT_THAT(Listed(instead), IsEmpty()) << "no partner";
}

TEST(WorldsInTest, EachPeriodForItself) {
  std::vector<Observation> observations = ObservationsIn(WholeWorld());
  const std::vector<Observation> part = ObservationsIn(
      Only(WholeWorld(), [](const WorldRow& row) { return row.exporter == "KAZ"; }), "H0", "2020");
  observations.insert(observations.end(), part.begin(), part.end());
  const std::vector<ListedWorld> worlds = Listed(observations);
  ASSERT_EQ(worlds.size(), 1u);
  EXPECT_EQ(worlds[0].state.period, Per("2021"));
}

// What every engine must do with it.
class ListedWorldTest : public testing::EveryEngineTest {
 protected:
  void Import(const std::string& published, const std::vector<WorldRow>& rows,
              SourceKind kind = SourceKind::kReconciled, const std::string& dataset = "whole",
              const std::string& classification = "H0") {
    clock_.Advance(absl::Seconds(1));
    Batch batch =
        BatchOf(MakeRelease("s", dataset, published), ObservationsIn(rows, classification));
    batch.sources = {MakeSource("s", kind)};
    ASSERT_OK(store_->Import(ByAyse(), batch));
  }

  Snapshot Take(int64_t revision = 0, std::optional<absl::CivilDay> as_of = std::nullopt) {
    return Snapshot::Take(*store_, revision == 0 ? store_->journal().Head() : revision, as_of)
        .value();
  }

  // The products of a reporter's trade with the world, at six digits; "none", or the error's code.
  static Usd Products(const Snapshot& snapshot, const std::string& reporter,
                      const std::string& flow = "X", const Basis& asked = {}) {
    const auto commodities = ReadCommodities(
        snapshot,
        {.key = {reporter, "W00", flow, Per("2021")}, .parts = {}, .level = 6, .asked = asked});
    if (!commodities.ok()) return {{"error", DetailsOf(commodities.status()).reason}};
    if (!*commodities) return {{"none", ""}};
    Usd usd;
    for (const Commodity& one : (*commodities)->table.products) {
      EXPECT_TRUE(one.flags.Has(Flag::kSummed));
      usd[std::string(one.code)] = one.value.ToString();
    }
    return usd;
  }

  const std::vector<WorldRow> rows_ = WholeWorld();
  const Usd none_ = {{"none", ""}};
};

TEST_P(ListedWorldTest, TheWorldAndEachCountrysPartInIt) {
  Import("2022", rows_);
  EXPECT_EQ(Products(Take(), "W00"), UsdByCommodity(rows_, Any));
  EXPECT_EQ(Products(Take(), "W00", "M"), UsdByCommodity(rows_, Any)) << "the same from that end";
  for (const std::string country : {"KAZ", "TUR", "CHN"}) {
    EXPECT_EQ(Products(Take(), country),
              UsdByCommodity(rows_, [&](const WorldRow& row) { return row.exporter == country; }));
    EXPECT_EQ(Products(Take(), country, "M"),
              UsdByCommodity(rows_, [&](const WorldRow& row) { return row.importer == country; }));
  }
  EXPECT_EQ(Products(Take(), "ZWE"), none_) << "it trades with nobody there";
  EXPECT_EQ(Products(Take(), "KAZ", "RX"), none_);
  EXPECT_EQ(Products(Take(), "KAZ", "X",
                     {.source = "sources/s", .currency = "EUR", .classification = ""}),
            none_);
  EXPECT_EQ(Products(Take(), "KAZ", "X", {.source = "", .currency = "", .classification = "H5"}),
            none_);
}

TEST_P(ListedWorldTest, OnlyOfASourceThatReconciledBothEnds) {
  Import("2022", rows_, SourceKind::kCompiled);
  EXPECT_EQ(Products(Take(), "KAZ"), none_);
}

TEST_P(ListedWorldTest, ACutFileTellsNone) {
  Import("2022", Only(rows_, [](const WorldRow& row) { return row.exporter == "KAZ"; }));
  EXPECT_EQ(Products(Take(), "KAZ"), none_);
}

TEST_P(ListedWorldTest, ACutBesideTheWholeAddsNothingToIt) {
  std::vector<WorldRow> cut =
      Only(rows_, [](const WorldRow& row) { return row.exporter == "KAZ"; });
  for (WorldRow& row : cut) row.usd += 1;
  Import("2022", rows_);
  Import("2023", cut, SourceKind::kReconciled, "cut");
  EXPECT_EQ(Products(Take(), "W00"), UsdByCommodity(rows_, Any));
  EXPECT_EQ(Products(Take(), "KAZ"),
            UsdByCommodity(rows_, [](const WorldRow& row) { return row.exporter == "KAZ"; }));
}

TEST_P(ListedWorldTest, EachReleaseTellsItsOwn) {
  std::vector<WorldRow> later = rows_;
  later.front().usd += 5;
  Import("2022", rows_);
  Import("2023", later);
  // The chain goes on with a part alone.
  Import("2024", Only(rows_, [](const WorldRow& row) { return row.exporter == "KAZ"; }));
  EXPECT_EQ(Products(Take(), "W00"), none_);
  EXPECT_EQ(Products(Take(2), "W00"), UsdByCommodity(later, Any));
  EXPECT_EQ(Products(Take(1), "W00"), UsdByCommodity(rows_, Any));
  EXPECT_EQ(Products(Take(0, absl::CivilDay(2022, 12, 31)), "W00"), UsdByCommodity(rows_, Any));
  EXPECT_EQ(Products(Take(0, absl::CivilDay(2021, 12, 31)), "W00"), none_);
  const std::string first = later.front().exporter;
  EXPECT_EQ(Products(Take(2), first),
            UsdByCommodity(later, [&](const WorldRow& row) { return row.exporter == first; }));
}

TEST_P(ListedWorldTest, ASeriesNamesTheReleasesOfItsParts) {
  std::vector<WorldRow> later = rows_;
  for (WorldRow& row : later) {
    if (row.exporter == "KAZ" && row.importer == "TUR") row.usd += 5;
  }
  Import("2022", rows_);
  Import("2023", later);
  const Snapshot snapshot = Take();
  BlockQuery query;
  query.reporter = "KAZ";
  query.flow = "X";
  query.frequency = Frequency::kAnnual;
  ASSERT_OK_AND_ASSIGN(const std::vector<Series> series,
                       ReadWorldSeries(snapshot, query, "01", {}, [&](const BlockQuery& blocks) {
                         return snapshot.ReadSeries(blocks, "01");
                       }));
  ASSERT_EQ(series.size(), 1u);
  ASSERT_EQ(series[0].points.size(), 1u);
  const Point& point = series[0].points[0];
  EXPECT_EQ(point.value.ToString(), absl::StrCat(UsdOf(later, [](const WorldRow& row) {
              return row.exporter == "KAZ" && row.commodity.substr(0, 2) == "01";
            })));
  // China's row did not change, Türkiye's did.
  EXPECT_EQ(point.release, 1);
  EXPECT_THAT(point.further_releases, ElementsAre(2));
  EXPECT_THAT(point.locator, EndsWith(" and 1 more partner"));
}

TEST_P(ListedWorldTest, TheLatestRevisionHasTheSayThenTheOnePublishedLast) {
  std::vector<WorldRow> other = rows_;
  for (WorldRow& row : other) row.usd += 1;
  Import("2023", rows_, SourceKind::kReconciled, "H0", "H0");
  Import("2022", other, SourceKind::kReconciled, "H5", "H5");
  EXPECT_EQ(Products(Take(), "W00"), UsdByCommodity(other, Any));
  EXPECT_EQ(Products(Take(), "W00", "X", {.source = "", .currency = "", .classification = "H0"}),
            UsdByCommodity(rows_, Any));
  Import("2024", rows_, SourceKind::kReconciled, "H5 again", "H5");
  EXPECT_EQ(Products(Take(), "W00"), UsdByCommodity(rows_, Any));
}

TEST_P(ListedWorldTest, APrunedReleaseTellsNoneAndSaysSo) {
  std::vector<WorldRow> later = rows_;
  later.front().usd += 5;
  Import("2022", rows_);
  Import("2023", later);
  const auto of_kaz = [](const WorldRow& row) { return row.exporter == "KAZ"; };
  EXPECT_EQ(Products(Take(1), "KAZ"), UsdByCommodity(rows_, of_kaz));
  clock_.Advance(absl::Seconds(1));
  ASSERT_OK(store_->Prune(
      ByAyse(), {.source = "sources/s", .dataset = "", .latest = 1, .as_of = std::nullopt}));
  EXPECT_EQ(Products(Take(), "W00"), UsdByCommodity(later, Any));
  EXPECT_EQ(Products(Take(), "KAZ"), UsdByCommodity(later, of_kaz));
  const Usd pruned = {{"error", "RELEASE_PRUNED"}};
  EXPECT_EQ(Products(Take(1), "W00"), pruned);
  EXPECT_EQ(Products(Take(1), "KAZ"), pruned);
}

INSTANTIATE_TEST_SUITE_P(Engines, ListedWorldTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade
