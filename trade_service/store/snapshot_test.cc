#include "trade_service/store/snapshot.h"

#include <random>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/testing/matchers.h"
#include "trade_service/testing/stores.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using testing::BatchOf;
using testing::ByAyse;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::MakeSource;
using testing::Per;
using ::testing::UnorderedElementsAreArray;

const Pair kPair = {"KAZ", "TUR"};

// Every year of every source.
PairQuery Every(const Pair& pair) {
  PairQuery query;
  query.pair = pair;
  return query;
}

class SnapshotTest : public ::testing::Test {
 protected:
  // Adds a release with one source; its revision.
  int64_t Import(const std::string& source, const std::string& dataset, absl::string_view published,
                 const std::vector<Observation>& observations,
                 SourceKind kind = SourceKind::kCompiled) {
    Batch batch = BatchOf(MakeRelease(source, dataset, published), observations);
    batch.sources = {MakeSource(source, kind)};
    clock_.Advance(absl::Hours(24));
    const auto commit = store_->Import(ByAyse(), batch);
    EXPECT_OK(commit);
    return commit->revision;
  }

  Snapshot Take(int64_t revision = 0, std::optional<absl::CivilDay> as_of = std::nullopt) {
    return Snapshot::Take(*store_, revision == 0 ? store_->journal().Head() : revision, as_of)
        .value();
  }

  static BlockQuery Exports(const std::string& reporter, const std::string& partner) {
    BlockQuery query;
    query.reporter = reporter;
    query.partner = partner;
    query.flow = "X";
    return query;
  }

  // The first value of KAZ's exports to TUR; "-" if there is none.
  static std::string Value(const Snapshot& snapshot) {
    const auto series = snapshot.ReadSeries(Exports("KAZ", "TUR"), kTotal);
    EXPECT_OK(series);
    return series->empty() ? "-" : series->front().points.front().value.ToString();
  }

  FakeClock clock_{testing::StartOfTime()};
  std::unique_ptr<Store> store_ = NewMemoryStore(clock_);
};

TEST_F(SnapshotTest, AReadEndsWhenTheCallerWaitsNoLonger) {
  Import("s", "d", "2021", {MakeObservation("KAZ", "TUR", "X", "2020", "1")});
  const auto late = Snapshot::Take(*store_, 1, std::nullopt, [] { return true; });
  ASSERT_OK(late);
  EXPECT_THAT(late->ScanBlocks({}, std::nullopt, [](const BlockState&) { return true; }),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(late->ReadTrade(Exports("KAZ", ""), "0302"),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_THAT(late->ReadBlock(testing::ScanStates(*store_)[0]),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  const auto in_time = Snapshot::Take(*store_, 1, std::nullopt, [] { return false; });
  EXPECT_OK(in_time->ReadTrade(Exports("KAZ", ""), "0302"));
}

TEST_F(SnapshotTest, AScanLooksAgainWhileItGoesOn) {
  std::vector<Observation> many;
  for (int year = 1000; year < 3500; ++year) {
    many.push_back(MakeObservation("KAZ", "TUR", "X", absl::StrCat(year), "1"));
  }
  Import("s", "d", "2021", many);
  int looks = 0;
  const auto snapshot = Snapshot::Take(*store_, 1, std::nullopt, [&looks] { return ++looks > 2; });
  ASSERT_OK(snapshot);
  int seen = 0;
  EXPECT_THAT(snapshot->ScanBlocks({}, std::nullopt, [&](const BlockState&) { return ++seen > 0; }),
              StatusIs(absl::StatusCode::kDeadlineExceeded));
  EXPECT_GT(seen, 1000);
  EXPECT_LT(seen, 2500);
}

// "CHN 2 @1", a total with the release that brought it.
std::string Text(const StoredObservation& total) {
  return absl::StrCat(total.observation.cell.partner, " ", total.observation.value.ToString(), " @",
                      total.release);
}

// Those of every partner at once are those of each one alone, at every revision and day.
TEST_F(SnapshotTest, TotalsOfAllPartnersAreThoseThatStand) {
  const std::vector<const char*> partners = {"CHN", "DEU", "TUR", "USA"};
  std::mt19937 random(5);
  for (int i = 0; i < 12; ++i) {
    std::vector<Observation> observations;
    for (const char* partner : partners) {
      if (random() % 3 == 0) continue;
      observations.push_back(
          MakeObservation("KAZ", partner, "X", "2021", absl::StrCat(random() % 2)));
    }
    // Older states are loaded later too.
    Import("s", i % 3 == 0 ? "a" : "b", absl::StrCat(2000 + random() % 12, "-01-", 10 + i),
           observations);
  }
  BlockQuery all = Exports("KAZ", "");
  all.period = Per("2021");
  for (int64_t revision = 1; revision <= store_->journal().Head(); ++revision) {
    for (int year = 2000; year < 2013; ++year) {
      const Snapshot snapshot = Take(revision, absl::CivilDay(year, 1, 1));
      std::vector<std::string> expected;
      for (const char* partner : partners) {
        BlockQuery one = all;
        one.partner = partner;
        ASSERT_OK_AND_ASSIGN(const auto totals, snapshot.ReadTotals(one));
        for (const StoredObservation& total : totals) expected.push_back(Text(total));
      }
      ASSERT_OK_AND_ASSIGN(const auto totals, snapshot.ReadTotals(all));
      std::vector<std::string> read;
      for (const StoredObservation& total : totals) read.push_back(Text(total));
      ASSERT_THAT(read, UnorderedElementsAreArray(expected)) << revision << " " << year;
    }
  }
}

TEST_F(SnapshotTest, AReconciledSourceTellsEachDirectionFromEitherEnd) {
  Import("baci", "d", "2022",
         {MakeObservation("KAZ", "TUR", "X", "2020", "1"),
          MakeObservation("KAZ", "TUR", "X", "2021", "2")},
         SourceKind::kReconciled);
  Import("comtrade", "d", "2022",
         {MakeObservation("KAZ", "TUR", "X", "2022", "3"),
          MakeObservation("TUR", "KAZ", "M", "2019", "4")});
  BlockQuery imports;
  imports.reporter = "TUR";
  imports.flow = "M";
  ASSERT_OK_AND_ASSIGN(const auto series, Take().ReadTrade(imports, kTotal));
  ASSERT_EQ(series.size(), 2u);
  EXPECT_EQ(series[0].source, "sources/comtrade");
  EXPECT_EQ(series[0].points.size(), 1u) << "what the exporter reports is no import";
  EXPECT_EQ(series[1].source, "sources/baci");
  EXPECT_EQ(series[1].reporter, "TUR");
  EXPECT_EQ(series[1].partner, "KAZ");
  EXPECT_EQ(series[1].flow, "M");
  EXPECT_EQ(series[1].points.size(), 2u);
  ASSERT_OK_AND_ASSIGN(const auto years, Take().YearsOf(imports));
  EXPECT_THAT(years, ElementsAre(Per("2021"), Per("2020"), Per("2019")));
  ASSERT_OK_AND_ASSIGN(const auto blocks, Take().FindBlocks({"TUR", "KAZ", "M", Per("2021")}));
  ASSERT_EQ(blocks.size(), 1u);
  EXPECT_EQ(blocks[0].position.key.reporter, "KAZ");
  imports.flow = "FM";
  EXPECT_THAT(*Take().ReadTrade(imports, kTotal), IsEmpty()) << "only of whole directions";
}

TEST_F(SnapshotTest, ReadsBothDirectionsOfBothReporters) {
  Import("b", "d", "2021",
         {MakeObservation("KAZ", "TUR", "X", "2020", "1"),
          MakeObservation("KAZ", "TUR", "M", "2020", "2"),
          MakeObservation("TUR", "KAZ", "X", "2020", "3"),
          MakeObservation("TUR", "KAZ", "M", "2020", "4"),
          MakeObservation("KAZ", "TUR", "DX", "2020", "5"),
          MakeObservation("KAZ", "W00", "X", "2020", "6"),
          MakeObservation("KAZ", "TUR", "X", "2020-01", "7")});
  Import("a", "d", "2021", {MakeObservation("TUR", "KAZ", "X", "2020", "8")});
  ASSERT_OK_AND_ASSIGN(const PairTrade trade, Take().ReadPair(Every(kPair)));
  std::string order;
  for (const Series& series : trade.series) {
    absl::StrAppend(&order, series.source, " ", series.reporter, series.flow, "; ");
  }
  EXPECT_EQ(order,
            "sources/a TURX; sources/b KAZDX; sources/b KAZM; sources/b KAZX; sources/b TURM; "
            "sources/b TURX; ");
  EXPECT_EQ(trade.volumes.size(), 4u);
  EXPECT_EQ(trade.empty_reason, EmptyReason::kNotEmpty);
}

// "2021 s 30, 2021 s without 24" and the like.
std::string Describe(const PairTrade& trade) {
  std::vector<std::string> texts;
  for (const Volume& volume : trade.volumes) {
    const bool without = volume.definition.re_exports == ReExports::kExcluded;
    texts.push_back(absl::StrCat(volume.period.ToString(), " ", volume.definition.source.substr(8),
                                 without ? " without " : " ", volume.total.ToString()));
  }
  for (const Period& period : trade.incomplete) {
    texts.push_back(absl::StrCat(period.ToString(), " incomplete"));
  }
  return absl::StrJoin(texts, ", ");
}

TEST_F(SnapshotTest, TradeOfAPairWithoutReExportsAndByOneSource) {
  Import("a", "d", "2021",
         {MakeObservation("KAZ", "TUR", "X", "2020", "10"),
          MakeObservation("KAZ", "TUR", "RX", "2020", "1"),
          MakeObservation("KAZ", "TUR", "M", "2020", "20"),
          MakeObservation("KAZ", "TUR", "FM", "2020", "15")});
  Import("b", "d", "2021",
         {MakeObservation("KAZ", "TUR", "X", "2020", "11"),
          MakeObservation("KAZ", "TUR", "M", "2020", "22")});
  PairQuery query = Every(kPair);
  EXPECT_EQ(Describe(*Take().ReadPair(query)), "2020 a 30, 2020 a without 24, 2020 b 33");
  query.source = "sources/b";
  EXPECT_EQ(Describe(*Take().ReadPair(query)), "2020 b 33");
  query.source = "sources/c";
  EXPECT_EQ(Take().ReadPair(query)->empty_reason, EmptyReason::kFilteredOut);
}

TEST_F(SnapshotTest, TradeOfAPairIsAddedUpWhereThereAreShorterPeriodsAlone) {
  std::vector<Observation> months;
  for (Period month = Per("2020-01"); month <= Per("2020-05"); month = month.Next()) {
    const std::string period = month.ToString();
    months.push_back(MakeObservation("KAZ", "TUR", "X", period, "10"));
    if (month < Per("2020-04")) months.push_back(MakeObservation("KAZ", "TUR", "RX", period, "1"));
    months.push_back(MakeObservation("KAZ", "TUR", "M", period, "20"));
    months.push_back(MakeObservation("KAZ", "TUR", "FM", period, "20"));
  }
  Import("a", "d", "2021", months);
  PairQuery query = Every(kPair);
  EXPECT_EQ(Describe(*Take().ReadPair(query)), "2020 incomplete");
  query.frequency = Frequency::kQuarterly;
  EXPECT_EQ(Describe(*Take().ReadPair(query)),
            "2020-Q1 a 90, 2020-Q1 a without 87, 2020-Q2 incomplete");
  query.period = Per("2020-Q1");
  EXPECT_EQ(Describe(*Take().ReadPair(query)), "2020-Q1 a 90, 2020-Q1 a without 87");
  query.period = Per("2020-Q2");
  ASSERT_OK_AND_ASSIGN(const PairTrade none, Take().ReadPair(query));
  EXPECT_EQ(Describe(none), "2020-Q2 incomplete");
  EXPECT_EQ(none.empty_reason, EmptyReason::kNotReported);
  query.frequency = Frequency::kMonthly;
  query.period = Per("2020-05");
  EXPECT_EQ(Describe(*Take().ReadPair(query)), "2020-05 a 30");
}

TEST_F(SnapshotTest, EachSourceOfAPairHasItsOwnFrequency) {
  std::vector<Observation> months = {MakeObservation("KAZ", "TUR", "X", "2022-01", "1")};
  for (const Period& month : Per("2021").Parts(Frequency::kMonthly)) {
    const std::string period = month.ToString();
    months.push_back(MakeObservation("KAZ", "TUR", "X", period, "1"));
    months.push_back(MakeObservation("KAZ", "TUR", "M", period, "2"));
  }
  std::vector<Observation> years_and_months = months;
  years_and_months.push_back(MakeObservation("KAZ", "TUR", "X", "2020", "5"));
  years_and_months.push_back(MakeObservation("KAZ", "TUR", "M", "2020", "5"));
  years_and_months.push_back(MakeObservation("KAZ", "TUR", "X", "2021", "13"));
  Import("a", "d", "2023", years_and_months);
  Import("b", "d", "2023", months);
  EXPECT_EQ(Describe(*Take().ReadPair(Every(kPair))),
            "2021 a 37, 2021 b 36, 2020 a 10, 2022 incomplete");
}

TEST_F(SnapshotTest, KnowsTheSourcesOfItsRevision) {
  const int64_t first = Import("a", "d", "2021", {MakeObservation("A", "B", "X", "2020", "1")});
  Import("b", "d", "2021", {MakeObservation("A", "B", "X", "2020", "1")});
  EXPECT_EQ(Take(first).sources().size(), 1u);
  EXPECT_EQ(Take().sources().at("sources/b").publisher, "Publisher of b");
  EXPECT_EQ(Take().kinds().at("sources/b"), SourceKind::kCompiled);
}

TEST_F(SnapshotTest, AsOfReadsWhatHadBeenPublished) {
  Import("s", "d", "2021-03", {MakeObservation("KAZ", "TUR", "X", "2020", "1")});
  Import("s", "d", "2021-06", {MakeObservation("KAZ", "TUR", "X", "2020", "2")});
  EXPECT_EQ(Value(Take()), "2");
  EXPECT_EQ(Value(Take(0, absl::CivilDay(2021, 6, 30))), "2");
  EXPECT_EQ(Value(Take(0, absl::CivilDay(2021, 6, 29))), "1");
  EXPECT_EQ(Value(Take(0, absl::CivilDay(2021, 3, 30))), "-");
}

TEST_F(SnapshotTest, ARevisionReadsWhatHadBeenRecorded) {
  const int64_t first =
      Import("s", "d", "2021-06", {MakeObservation("KAZ", "TUR", "X", "2020", "1")});
  const Snapshot early = Take();
  Import("s", "d", "2021-07", {MakeObservation("KAZ", "TUR", "X", "2020", "2")});
  EXPECT_EQ(Value(Take()), "2");
  EXPECT_EQ(Value(Take(first)), "1");
  EXPECT_EQ(Value(early), "1") << "a snapshot keeps its revision while the store goes on";
}

TEST_F(SnapshotTest, ALaterReleaseWithdrawsWhatItLacks) {
  Import("s", "d", "2021-03", {MakeObservation("KAZ", "TUR", "X", "2020", "1")});
  Import("s", "d", "2021-06", {MakeObservation("KAZ", "TUR", "M", "2020", "2")});
  EXPECT_EQ(Value(Take()), "-");
}

// What a release leaves as it was still tells where it comes from.
TEST_F(SnapshotTest, APointNamesTheReleaseThatBroughtIt) {
  Observation fish = MakeObservation("KAZ", "TUR", "X", "2020", "1");
  fish.cell.commodity = "03";
  fish.cell.classification = "H5";
  Observation changed = MakeObservation("KAZ", "TUR", "X", "2021", "2");
  Import("s", "d", "2021-03", {fish, changed});
  changed.value = Dec("3");
  Import("s", "d", "2021-06", {fish, changed});
  ASSERT_OK_AND_ASSIGN(const auto of_fish, Take().ReadSeries(Exports("KAZ", "TUR"), "03"));
  ASSERT_EQ(of_fish.size(), 1u);
  EXPECT_EQ(of_fish[0].points[0].release, 1);
  ASSERT_OK_AND_ASSIGN(const auto total, Take().ReadSeries(Exports("KAZ", "TUR"), kTotal));
  EXPECT_EQ(total[0].points[0].release, 2);
  EXPECT_EQ(total[0].points[0].value, Dec("3"));
}

// An older state that is loaded later takes nothing away from the newer one.
TEST_F(SnapshotTest, AnOlderVintageMayBeLoadedLater) {
  Import("s", "d", "2021-06",
         {MakeObservation("KAZ", "TUR", "X", "2020", "2"),
          MakeObservation("KAZ", "TUR", "X", "2021", "9")});
  Import("s", "d", "2021-03", {MakeObservation("KAZ", "TUR", "X", "2020", "1")});
  EXPECT_EQ(Value(Take()), "2");
  EXPECT_EQ(Value(Take(0, absl::CivilDay(2021, 4, 1))), "1");
  ASSERT_OK_AND_ASSIGN(const auto series, Take().ReadSeries(Exports("KAZ", "TUR"), kTotal));
  EXPECT_EQ(series[0].points.size(), 2u);
}

TEST_F(SnapshotTest, EmptyBecauseNothingIsLoaded) {
  EXPECT_THAT(Take().WhyEmpty(Exports("KAZ", "TUR"), false),
              IsOkAndHolds(EmptyReason::kNoSourceLoaded));
  EXPECT_EQ(Take().ReadPair(Every(kPair))->empty_reason, EmptyReason::kNoSourceLoaded);
  ASSERT_OK(store_->PutTarget(ByAyse(), testing::MakeTarget("t"), Write::Expect::kAbsent));
  Import("s", "d", "2021", {MakeObservation("KAZ", "TUR", "X", "2020", "1")});
  EXPECT_THAT(Take(1).WhyEmpty(Exports("KAZ", "TUR"), false),
              IsOkAndHolds(EmptyReason::kNoSourceLoaded))
      << "the answer at a revision stays the same when more is loaded";
}

TEST_F(SnapshotTest, EmptyBecauseThePairIsNotCovered) {
  Import("s", "d", "2021", {MakeObservation("KAZ", "CHN", "X", "2020", "1")});
  EXPECT_THAT(Take().WhyEmpty(Exports("KAZ", "TUR"), false),
              IsOkAndHolds(EmptyReason::kPairNotCovered));
  EXPECT_EQ(Take().ReadPair(Every(kPair))->empty_reason, EmptyReason::kPairNotCovered);
}

TEST_F(SnapshotTest, EmptyBecauseItIsNotReported) {
  Import("s", "d", "2021", {MakeObservation("KAZ", "TUR", "M", "2020", "1")});
  EXPECT_THAT(Take().WhyEmpty(Exports("KAZ", "TUR"), false),
              IsOkAndHolds(EmptyReason::kNotReported));
  EXPECT_THAT(Take().WhyEmpty(Exports("TUR", "KAZ"), false),
              IsOkAndHolds(EmptyReason::kNotReported))
      << "the mirror is there";
}

TEST_F(SnapshotTest, EmptyBecauseTheRequestLeavesItOut) {
  Import("s", "d", "2021", {MakeObservation("KAZ", "TUR", "X", "2020", "1")});
  EXPECT_THAT(Take().WhyEmpty(Exports("KAZ", "TUR"), true),
              IsOkAndHolds(EmptyReason::kFilteredOut));
}

TEST_F(SnapshotTest, EmptyBecauseItWasNotKnownThen) {
  Import("s", "d", "2021-03", {MakeObservation("KAZ", "CHN", "X", "2020", "1")});
  Import("s", "e", "2021-06", {MakeObservation("KAZ", "TUR", "X", "2020", "1")});
  const Snapshot then = Take(0, absl::CivilDay(2021, 4, 1));
  EXPECT_THAT(then.WhyEmpty(Exports("KAZ", "TUR"), false),
              IsOkAndHolds(EmptyReason::kNotKnownThen));
  EXPECT_THAT(then.WhyEmpty(Exports("TUR", "KAZ"), false), IsOkAndHolds(EmptyReason::kNotKnownThen))
      << "the mirror was published later";
  EXPECT_THAT(then.WhyEmpty(Exports("KAZ", "DEU"), false),
              IsOkAndHolds(EmptyReason::kPairNotCovered));
}

// The cell was known and taken back: nothing about it is told later than was asked for.
TEST_F(SnapshotTest, WhatWasWithdrawnIsNotReported) {
  Import("s", "d", "2021-03",
         {MakeObservation("KAZ", "TUR", "X", "2020", "1"),
          MakeObservation("KAZ", "CHN", "X", "2020", "1")});
  Import("s", "d", "2021-06", {MakeObservation("KAZ", "TUR", "M", "2020", "1")});
  EXPECT_THAT(Take().WhyEmpty(Exports("KAZ", "TUR"), false),
              IsOkAndHolds(EmptyReason::kNotReported));
  EXPECT_THAT(Take().WhyEmpty(Exports("KAZ", "CHN"), false),
              IsOkAndHolds(EmptyReason::kPairNotCovered));
  EXPECT_THAT(Take(0, absl::CivilDay(2021, 7, 1)).WhyEmpty(Exports("KAZ", "CHN"), false),
              IsOkAndHolds(EmptyReason::kPairNotCovered));
}

// A store in which an import ends between two calls: its releases are those of before.
class ImportingStore final : public Store {
 public:
  explicit ImportingStore(Store& store) : store_(store), releases_(store.Releases()) {}
  const Journal& journal() const override { return store_.journal(); }
  std::shared_ptr<const std::vector<Release>> Releases() const override { return releases_; }

 private:
  absl::StatusOr<Commit> DoCommit(const Mutation&, const std::vector<NewRelease>&) override {
    return absl::UnimplementedError("");
  }
  absl::Status DoScanBlocks(const BlockQuery& query, const std::optional<BlockPosition>& after,
                            const std::function<bool(const BlockState&)>& visit) const override {
    return store_.ScanBlocks(query, after, visit);
  }
  absl::StatusOr<Commit> DoPrune(const Mutation&, const PruneRule&) override {
    return absl::UnimplementedError("");
  }
  absl::Status DoScanPeriods(
      const BlockQuery& query,
      const std::function<void(const Period& period, int64_t chain)>& visit) const override {
    return store_.ScanPeriods(query, visit);
  }
  absl::StatusOr<std::optional<BlockBytes>> DoReadBlock(const BlockState& state) const override {
    return store_.ReadBlock(state);
  }
  absl::StatusOr<int64_t> DoBlockSize(const BlockState& state) const override {
    return store_.BlockSize(state);
  }
  absl::Status DoScanTotals(const BlockQuery& query,
                            const std::function<void(const TotalState&)>& visit) const override {
    return store_.ScanTotals(query, visit);
  }
  absl::StatusOr<std::vector<PartnerTotals>> DoReadPartnerTotals(
      const std::string& reporter, const std::string& flow, const Period& period) const override {
    return store_.ReadPartnerTotals(reporter, flow, period);
  }
  absl::Status DoScanWorlds(const std::function<void(const WorldState&)>& visit) const override {
    return store_.ScanWorlds(visit);
  }
  absl::StatusOr<std::optional<std::string>> DoReadWorld(const WorldState& state) const override {
    return store_.ReadWorld(state);
  }

  Store& store_;
  const std::shared_ptr<const std::vector<Release>> releases_;
};

TEST_F(SnapshotTest, AnImportMeanwhileIsNotSeen) {
  const int64_t first = Import("s", "d", "2021", {MakeObservation("KAZ", "CHN", "X", "2020", "1")});
  const ImportingStore before(*store_);
  Import("s", "e", "2021", {MakeObservation("KAZ", "TUR", "X", "2020", "1")});
  ASSERT_OK_AND_ASSIGN(const Snapshot snapshot, Snapshot::Take(before, first, std::nullopt));
  EXPECT_THAT(snapshot.ReadSeries(Exports("KAZ", "TUR"), kTotal), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(snapshot.WhyEmpty(Exports("KAZ", "TUR"), false),
              IsOkAndHolds(EmptyReason::kPairNotCovered));
}

}  // namespace
}  // namespace entente::trade
