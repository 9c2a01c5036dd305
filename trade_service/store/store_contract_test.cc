// What every engine of Store must do.

#include <algorithm>
#include <atomic>
#include <random>
#include <set>
#include <thread>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "trade_service/store/chain.h"
#include "trade_service/testing/stores.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using testing::BatchOf;
using testing::ByAyse;
using testing::Dec;
using ::testing::ElementsAre;
using ::testing::ElementsAreArray;
using ::testing::IsEmpty;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::MakeSource;
using testing::MakeStatement;
using testing::MakeTarget;
using testing::NewReleaseOf;
using testing::ScanAll;
using testing::ScanStates;

constexpr int kAll = 1000;

template <typename T>
std::vector<std::string> NamesOf(const absl::StatusOr<std::vector<T>>& values) {
  EXPECT_OK(values);
  std::vector<std::string> names;
  for (const T& value : *values) names.push_back(value.name);
  return names;
}

class StoreContractTest : public testing::EveryEngineTest {
 protected:
  int64_t Head() const { return store_->journal().Head(); }

  // Imports a batch, which must succeed; its revision.
  int64_t Import(const Batch& batch) {
    clock_.Advance(absl::Seconds(1));
    const absl::StatusOr<Commit> commit = store_->Import(ByAyse(), batch);
    EXPECT_OK(commit);
    return commit.ok() ? commit->revision : 0;
  }

  int64_t Put(const Target& target) {
    const absl::StatusOr<Commit> commit =
        store_->PutTarget(ByAyse(), target, Write::Expect::kAnything);
    EXPECT_OK(commit);
    return commit->revision;
  }
};

TEST_P(StoreContractTest, AnEmptyStore) {
  EXPECT_EQ(Head(), 0);
  EXPECT_THAT(*store_->Releases(), IsEmpty());
  EXPECT_THAT(ScanAll(*store_), IsEmpty());
  EXPECT_THAT(store_->GetSource("sources/s", 0), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(store_->ListTargets("", "", kAll, 0), IsOkAndHolds(IsEmpty()));
}

TEST_P(StoreContractTest, GivesBackWhatWasImported) {
  Observation observation = MakeObservation("KAZ", "TUR", "M", "2021-04", "-1146382283.36");
  observation.cell.commodity = "0302";
  observation.cell.classification = "H6";
  observation.valuation = Valuation::kCif;
  observation.flags.Add(Flag::kSummed);
  observation.flags.Add(Flag::kReporterInferred);
  observation.net_weight_kg = Dec("0.000000000000000001");
  observation.quantity = Dec("99999999999999999999999999999999999999");
  observation.quantity_unit = "8";
  Release release = MakeRelease("s", "d", "2022-05");
  release.retrieved = testing::Date("2022-06-01");
  release.url = "https://example.org";
  release.file_name = "d.csv";
  release.note = "Türkiye";
  release.sha256 = std::string(64, 'a');
  release.principal = "ayse";
  Batch batch = BatchOf(release, {observation});
  batch.sources = {MakeSource("s", SourceKind::kNational)};
  batch.targets = {MakeTarget("10bn")};
  batch.statements = {MakeStatement("exceeded")};
  batch.titles = {testing::MakeTitle("H5", "27", "Mineral fuels")};
  const int64_t revision = Import(batch);
  EXPECT_EQ(revision, 1);

  EXPECT_THAT(store_->GetSource("sources/s", 1), IsOkAndHolds(batch.sources[0]));
  release.id = 1;
  release.chain = 1;
  release.observation_count = 1;
  release.recorded = clock_.Now();
  release.revision = 1;
  release.changes.added = 1;
  EXPECT_THAT(*store_->Releases(), ElementsAre(release));
  Release document = release;
  document.id = 0;  // id, chain and changes are the engine's, and no part of the resource
  document.chain = 0;
  document.changes = {};
  EXPECT_THAT(store_->GetRelease(release.name, 1), IsOkAndHolds(document));
  Target target = batch.targets[0];
  target.recorded = clock_.Now();
  target.revision = 1;
  EXPECT_THAT(store_->GetTarget(target.name, 1), IsOkAndHolds(target));
  Statement statement = batch.statements[0];
  statement.recorded = clock_.Now();
  statement.revision = 1;
  EXPECT_THAT(store_->GetStatement(statement.name, 1), IsOkAndHolds(statement));
  EXPECT_THAT(store_->GetTitle(batch.titles[0].name, 1), IsOkAndHolds(batch.titles[0]));
  EXPECT_THAT(ScanAll(*store_), ElementsAre(StoredObservation{observation, 1}));
}

TEST_P(StoreContractTest, AnObservationMayLackWhatIsOptional) {
  const Observation observation = MakeObservation("KAZ", "TUR", "M", "2021", "0");
  Import(BatchOf(MakeRelease("s", "d", ""), {observation}));
  EXPECT_THAT(ScanAll(*store_), ElementsAre(StoredObservation{observation, 1}));
}

TEST_P(StoreContractTest, ReleasesAreNumberedInOrderOfImport) {
  Batch both =
      BatchOf(MakeRelease("s", "b", "2021"), {MakeObservation("A", "B", "X", "2021", "1")});
  both.releases.push_back(NewReleaseOf(MakeRelease("s", "a", "2021")));
  Import(both);
  Put(MakeTarget("t"));
  Import(BatchOf(MakeRelease("s", "c", "2021"), {}));
  const auto releases = store_->Releases();
  ASSERT_EQ(releases->size(), 3u);
  for (size_t i = 0; i < 3; ++i) EXPECT_EQ((*releases)[i].id, static_cast<int64_t>(i) + 1);
  EXPECT_EQ((*releases)[0].dataset, "b");
  EXPECT_EQ((*releases)[1].dataset, "a");
  EXPECT_EQ((*releases)[1].revision, 1);
  EXPECT_EQ((*releases)[2].revision, 3);
  EXPECT_LT((*releases)[1].recorded, (*releases)[2].recorded);
}

TEST_P(StoreContractTest, ReleasesThatWereGivenStayAsTheyAre) {
  Import(BatchOf(MakeRelease("s", "a", "2021"), {}));
  const auto before = store_->Releases();
  Import(BatchOf(MakeRelease("s", "b", "2021"), {}));
  EXPECT_EQ(before->size(), 1u);
  EXPECT_EQ(store_->Releases()->size(), 2u);
}

TEST_P(StoreContractTest, PagesOfEveryCollection) {
  Batch batch;
  for (const char* id : {"c", "a", "b"}) {
    batch.sources.push_back(MakeSource(id, SourceKind::kCompiled));
    batch.releases.push_back(NewReleaseOf(MakeRelease(id, "d", "2021")));
    batch.targets.push_back(MakeTarget(id));
    batch.statements.push_back(MakeStatement(id));
  }
  batch.targets.push_back(MakeTarget("d"));
  batch.targets.back().name = "pairs/CHN-KAZ/targets/d";
  Import(batch);
  EXPECT_THAT(NamesOf(store_->ListSources("", 2, 1)), ElementsAre("sources/a", "sources/b"));
  EXPECT_THAT(NamesOf(store_->ListSources("sources/b", 2, 1)), ElementsAre("sources/c"));
  EXPECT_THAT(NamesOf(store_->ListReleases("sources/b/", "", kAll, 1)),
              ElementsAre("sources/b/releases/d-2021"));
  EXPECT_THAT(NamesOf(store_->ListReleases("", "", kAll, 1)).size(), 3);
  EXPECT_THAT(
      NamesOf(store_->ListTargets("pairs/KAZ-TUR/targets/", "pairs/KAZ-TUR/targets/a", 1, 1)),
      ElementsAre("pairs/KAZ-TUR/targets/b"));
  EXPECT_THAT(NamesOf(store_->ListTargets("", "", kAll, 1)),
              ElementsAre("pairs/CHN-KAZ/targets/d", "pairs/KAZ-TUR/targets/a",
                          "pairs/KAZ-TUR/targets/b", "pairs/KAZ-TUR/targets/c"));
  EXPECT_THAT(NamesOf(store_->ListStatements("pairs/KAZ-TUR/", "", kAll, 1)).size(), 3);
  EXPECT_THAT(NamesOf(store_->ListStatements("pairs/KAZ-TUR/", "", kAll, 0)), IsEmpty());
}

TEST_P(StoreContractTest, TargetsAreCreatedCorrectedAndDeleted) {
  const Target first = MakeTarget("t", "5");
  Target second = MakeTarget("t", "10");
  ASSERT_OK(store_->PutTarget(ByAyse(), first, Write::Expect::kAbsent));
  EXPECT_THAT(store_->PutTarget(ByAyse(), first, Write::Expect::kAbsent),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(store_->PutTarget(ByAyse(), second, Write::Expect::kPresent, 7),
              StatusIs(absl::StatusCode::kAborted));
  ASSERT_OK(store_->PutTarget(ByAyse(), second, Write::Expect::kPresent, 1));
  EXPECT_THAT(store_->DeleteTarget(ByAyse(), first.name, 1), StatusIs(absl::StatusCode::kAborted));
  ASSERT_OK(store_->DeleteTarget(ByAyse(), first.name, 2));
  EXPECT_THAT(store_->DeleteTarget(ByAyse(), first.name, 0), StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(store_->PutTarget(ByAyse(), second, Write::Expect::kPresent),
              StatusIs(absl::StatusCode::kNotFound));

  EXPECT_EQ(Head(), 3);
  EXPECT_EQ(store_->GetTarget(first.name, 1)->amount.value, Dec("5"));
  EXPECT_EQ(store_->GetTarget(first.name, 2)->amount.value, Dec("10"));
  EXPECT_EQ(store_->GetTarget(first.name, 2)->revision, 2);
  EXPECT_THAT(store_->GetTarget(first.name, 3), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_OK_AND_ASSIGN(const auto history,
                       store_->journal().History("targets", first.name, 100, kAll));
  ASSERT_EQ(history.size(), 3u);
  EXPECT_FALSE(history[0].body.has_value());
  EXPECT_EQ(history[0].principal, "ayse");
}

TEST_P(StoreContractTest, StatementsAreCreatedAndDeleted) {
  const Statement statement = MakeStatement("s");
  ASSERT_OK(store_->PutStatement(ByAyse(), statement, Write::Expect::kAbsent));
  EXPECT_THAT(store_->PutStatement(ByAyse(), statement, Write::Expect::kAbsent),
              StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_THAT(store_->DeleteStatement(ByAyse(), statement.name, 9),
              StatusIs(absl::StatusCode::kAborted));
  ASSERT_OK(store_->DeleteStatement(ByAyse(), statement.name, 0));
  EXPECT_OK(store_->GetStatement(statement.name, 1));
  EXPECT_THAT(store_->GetStatement(statement.name, 2), StatusIs(absl::StatusCode::kNotFound));
}

TEST_P(StoreContractTest, ARepeatedRequestChangesNothing) {
  const Batch batch =
      BatchOf(MakeRelease("s", "d", "2021"), {MakeObservation("A", "B", "X", "2021", "1")});
  ASSERT_OK_AND_ASSIGN(const Commit first, store_->Import(ByAyse("r1"), batch));
  Put(MakeTarget("t"));
  ASSERT_OK_AND_ASSIGN(const Commit again, store_->Import(ByAyse("r1"), batch));
  EXPECT_TRUE(again.repeated);
  EXPECT_EQ(again.revision, first.revision);
  EXPECT_EQ(store_->Releases()->size(), 1u);
  EXPECT_EQ(ScanAll(*store_).size(), 1u);
  Mutation reused = ByAyse("r1");
  reused.fingerprint = "another";
  const absl::StatusOr<Commit> refused =
      store_->Import(reused, BatchOf(MakeRelease("s", "e", "2021"), {}));
  EXPECT_EQ(DetailsOf(refused.status()).reason, "REQUEST_ID_REUSED");
  EXPECT_EQ(store_->Releases()->size(), 1u);
}

TEST_P(StoreContractTest, ABatchThatFailsLeavesNothing) {
  Import(BatchOf(MakeRelease("s", "d", "2021"), {MakeObservation("A", "B", "X", "2021", "1")}));
  const auto before = ScanAll(*store_);
  Batch batch =
      BatchOf(MakeRelease("s", "new", "2021"), {MakeObservation("A", "B", "X", "2020", "2")});
  batch.sources = {MakeSource("s", SourceKind::kNational)};
  batch.targets = {MakeTarget("t")};
  batch.releases.push_back(
      NewReleaseOf(MakeRelease("s", "d", "2021"), {MakeObservation("A", "B", "X", "2019", "2")}));
  EXPECT_THAT(store_->Import(ByAyse("r1"), batch), StatusIs(absl::StatusCode::kAlreadyExists));
  EXPECT_EQ(Head(), 1);
  EXPECT_EQ(store_->Releases()->size(), 1u);
  EXPECT_EQ(ScanAll(*store_), before);
  EXPECT_THAT(store_->ListSources("", kAll, 1), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(store_->ListTargets("", "", kAll, 1), IsOkAndHolds(IsEmpty()));

  batch.releases.pop_back();
  ASSERT_OK_AND_ASSIGN(const Commit commit, store_->Import(ByAyse("r1"), batch));
  EXPECT_FALSE(commit.repeated);
  EXPECT_EQ(store_->Releases()->back().id, 2) << "a failed import must not use up an id";
}

TEST_P(StoreContractTest, AReleaseTwiceInABatchIsRefused) {
  Batch batch = BatchOf(MakeRelease("s", "d", "2021"), {});
  batch.releases.push_back(batch.releases[0]);
  EXPECT_THAT(store_->Import(ByAyse(), batch), StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_THAT(*store_->Releases(), IsEmpty());
}

TEST_P(StoreContractTest, WhatIsKnownAlreadyIsNotWrittenAgain) {
  Batch batch;
  batch.sources = {MakeSource("s", SourceKind::kNational)};
  batch.targets = {MakeTarget("t")};
  batch.statements = {MakeStatement("s")};
  Import(batch);
  const absl::StatusOr<Commit> again = store_->Import(ByAyse(), batch);
  EXPECT_THAT(again, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(DetailsOf(again.status()).reason, "NOTHING_TO_WRITE");
  EXPECT_EQ(DetailsOf(store_->Import(ByAyse(), Batch()).status()).reason, "NOTHING_TO_WRITE");
  EXPECT_EQ(Head(), 1);

  batch.targets[0].place = "Ankara";
  EXPECT_EQ(Import(batch), 2);
  ASSERT_OK_AND_ASSIGN(const auto changes, store_->journal().Changes(1, kAll));
  ASSERT_EQ(changes.size(), 1u);
  EXPECT_EQ(changes[0].name, batch.targets[0].name);
  EXPECT_EQ(changes[0].kind, ChangeKind::kUpdated);
  EXPECT_EQ(store_->GetTarget(batch.targets[0].name, 1)->place, "");
}

TEST_P(StoreContractTest, AResourceThatWasDeletedIsImportedAgain) {
  Batch batch;
  batch.targets = {MakeTarget("t")};
  Import(batch);
  ASSERT_OK(store_->DeleteTarget(ByAyse(), batch.targets[0].name, 0));
  EXPECT_EQ(Import(batch), 3);
  EXPECT_EQ(store_->GetTarget(batch.targets[0].name, 3)->revision, 3);
}

TEST_P(StoreContractTest, ChangesNameEveryResourceOfAnImport) {
  Batch batch = BatchOf(MakeRelease("s", "d", "2021"), {});
  batch.sources = {MakeSource("s", SourceKind::kNational)};
  batch.statements = {MakeStatement("x")};
  Import(batch);
  ASSERT_OK_AND_ASSIGN(const auto changes, store_->journal().Changes(0, kAll));
  ASSERT_EQ(changes.size(), 3u);
  EXPECT_EQ(changes[0].name, "sources/s/releases/d-2021");
  EXPECT_EQ(changes[1].name, "sources/s");
  EXPECT_EQ(changes[2].name, "pairs/KAZ-TUR/statements/x");
}

TEST_P(StoreContractTest, EveryRevisionReadsTheSameAfterLaterWrites) {
  const auto read = [&](int64_t revision) {
    std::string text;
    const auto add = [&](const auto& values) {
      ASSERT_OK(values);
      for (const auto& value : *values) {
        absl::StrAppend(&text, value.name, "@", value.revision, " ",
                        absl::ToUnixMicros(value.recorded), "\n");
      }
    };
    add(store_->ListReleases("", "", kAll, revision));
    add(store_->ListTargets("", "", kAll, revision));
    add(store_->ListStatements("", "", kAll, revision));
    const auto sources = store_->ListSources("", kAll, revision);
    EXPECT_OK(sources);
    for (const Source& source : *sources) {
      absl::StrAppend(&text, source.name, source.title, "\n");
    }
    const auto releases = store_->Releases();
    for (const StoredObservation& stored : ScanAll(*store_)) {
      if ((*releases)[stored.release - 1].revision > revision) continue;
      absl::StrAppend(&text, stored.observation.locator, stored.observation.value.ToString(), "\n");
    }
    return text;
  };
  std::mt19937 random(3);
  std::vector<std::string> as_first_read = {read(0)};
  for (int step = 0; step < 40; ++step) {
    clock_.Advance(absl::Seconds(1));
    const std::string id = absl::StrCat(random() % 4);
    switch (random() % 4) {
      case 0:
        Import(BatchOf(MakeRelease("s", absl::StrCat("d", step), "2021"),
                       {MakeObservation("KAZ", "TUR", "X", absl::StrCat(1990 + step), "1"),
                        MakeObservation("KAZ", "TUR", "M", "2021", absl::StrCat(step))}));
        break;
      case 1:
        Put(MakeTarget(id, absl::StrCat(step + 1)));
        break;
      case 2:
        ASSERT_OK(store_->PutStatement(ByAyse(), MakeStatement(id), Write::Expect::kAnything));
        break;
      default:
        if (!store_->DeleteTarget(ByAyse(), MakeTarget(id).name, 0).ok()) continue;
    }
    as_first_read.push_back(read(Head()));
    ASSERT_EQ(as_first_read.size(), static_cast<size_t>(Head()) + 1);
  }
  for (size_t revision = 0; revision < as_first_read.size(); ++revision) {
    EXPECT_EQ(read(static_cast<int64_t>(revision)), as_first_read[revision]) << revision;
  }
}

TEST_P(StoreContractTest, ScanStopsWhenItIsTold) {
  Import(BatchOf(MakeRelease("s", "d", "2021"), {MakeObservation("A", "B", "X", "2020", "1"),
                                                 MakeObservation("A", "B", "X", "2021", "1"),
                                                 MakeObservation("A", "B", "X", "2022", "1")}));
  int visited = 0;
  EXPECT_OK(store_->ScanBlocks({}, std::nullopt, [&](const BlockState&) { return ++visited < 2; }));
  EXPECT_EQ(visited, 2);
}

// Names are compared by bytes, as a scan's order promises, whatever letters they have.
TEST_P(StoreContractTest, ScanIsInOrderOfBytes) {
  std::vector<Observation> observations;
  for (const char* reporter : {"b", "a", "B", "\xc3\xa9", "aa", "10", "9"}) {
    observations.push_back(MakeObservation(reporter, "W00", "X", "2021", "1"));
  }
  Import(BatchOf(MakeRelease("s", "d", "2021"), observations));
  std::vector<std::string> reporters;
  for (const auto& stored : ScanAll(*store_)) reporters.push_back(stored.observation.cell.reporter);
  EXPECT_THAT(reporters, ElementsAre("10", "9", "B", "a", "aa", "b", "\xc3\xa9"));
}

// What a store keeps of releases of one data set: of each only what it changes.
class ChainTest : public StoreContractTest {
 protected:
  using Values = std::map<std::string, std::string>;  // by period

  void ImportValues(const std::string& published, const Values& values,
                    const std::string& currency = "USD") {
    std::vector<Observation> observations;
    for (const auto& [period, value] : values) {
      observations.push_back(MakeObservation("KAZ", "TUR", "X", period, value));
      observations.back().locator = absl::StrCat("line ", ++line_);
    }
    Release release = MakeRelease("s", "d", published);
    release.currency = currency;
    Import(BatchOf(release, observations));
  }

  // "2020 1; 2021 2 ended", the states of the period and release.
  std::string States() const {
    std::string text;
    for (const BlockState& state : ScanStates(*store_)) {
      EXPECT_EQ(state.position.chain, 1);
      absl::StrAppend(&text, text.empty() ? "" : "; ", state.position.key.period.ToString(), " ",
                      state.release, state.rows == 0 ? " ended" : "");
    }
    return text;
  }

  std::string Totals() const {
    std::string text;
    EXPECT_OK(store_->ScanTotals({}, [&](const TotalState& total) {
      absl::StrAppend(&text, text.empty() ? "" : "; ", total.position.key.period.ToString(), " ",
                      total.release, " ",
                      total.observation ? total.observation->value.ToString() : "ended");
    }));
    return text;
  }

  int line_ = 0;
};

TEST_P(ChainTest, OnlyWhatChangesIsKept) {
  ImportValues("2021", {{"2019", "1"}, {"2020", "2"}});
  ImportValues("2022", {{"2019", "1"}, {"2020", "3"}, {"2021", "4"}});
  EXPECT_EQ(States(), "2019 1; 2020 1; 2020 2; 2021 2");
  EXPECT_EQ(Totals(), "2019 1 1; 2020 1 2; 2020 2 3; 2021 2 4");
}

TEST_P(ChainTest, WhatIsMissingEndsAndMayComeBack) {
  ImportValues("2021", {{"2019", "1"}, {"2020", "2"}});
  ImportValues("2022", {{"2020", "2"}});
  ImportValues("2023", {{"2020", "2"}});
  ImportValues("2024", {{"2019", "1"}});
  EXPECT_EQ(States(), "2019 1; 2019 2 ended; 2019 4; 2020 1; 2020 4 ended");
  EXPECT_EQ(Totals(), "2019 1 1; 2019 2 ended; 2019 4 1; 2020 1 2; 2020 4 ended");
}

TEST_P(ChainTest, TheSameDigitsInAnotherCurrencyAreAChange) {
  ImportValues("2021", {{"2019", "1"}});
  ImportValues("2022", {{"2019", "1"}}, "EUR");
  EXPECT_EQ(States(), "2019 1; 2019 2");
}

// "changed added deleted", of a release against the one before it.
std::string Text(const ChangeCounts& changes) {
  return absl::StrCat(changes.changed, " ", changes.added, " ", changes.deleted);
}

TEST_P(ChainTest, EachReleaseCountsWhatItChanges) {
  ImportValues("2021", {{"2019", "1"}, {"2020", "2"}});
  ImportValues("2022", {{"2019", "1.004"}, {"2020", "3"}, {"2021", "4"}});
  ImportValues("2023", {{"2021", "4"}});
  ImportValues("2024", {{"2021", "4"}, {"2022", "4"}}, "EUR");
  std::vector<std::string> counts;
  const auto releases = store_->Releases();
  for (const Release& release : *releases) counts.push_back(Text(release.changes));
  EXPECT_THAT(counts, ElementsAre("0 2 0", "1 1 0", "0 0 2", "0 2 1"));
}

TEST_P(ChainTest, APreviewSaysWhatAnImportWillSay) {
  ImportValues("2021", {{"2019", "1"}, {"2020", "2"}});
  Batch batch =
      BatchOf(MakeRelease("s", "d", "2022"), {MakeObservation("KAZ", "TUR", "X", "2020", "3"),
                                              MakeObservation("KAZ", "TUR", "X", "2021", "1")});
  batch.releases.push_back(NewReleaseOf(MakeRelease("s", "e", "2022"),
                                        {MakeObservation("KAZ", "TUR", "X", "2020", "3")}));
  batch.releases.push_back(NewReleaseOf(MakeRelease("s", "d", "2023"),
                                        {MakeObservation("KAZ", "TUR", "X", "2021", "2")}));
  ASSERT_OK_AND_ASSIGN(const auto preview, PreviewChanges(*store_, batch.releases));
  EXPECT_EQ(store_->Releases()->size(), 1u);
  Import(batch);
  const auto releases = store_->Releases();
  const std::vector<std::string> expected = {"1 1 1", "0 1 0", "1 0 1"};
  for (size_t i = 0; i < expected.size(); ++i) {
    EXPECT_EQ(Text(preview[i]), expected[i]);
    EXPECT_EQ(Text((*releases)[i + 1].changes), expected[i]);
  }
}

TEST_P(ChainTest, ATotalThatIsMissingEndsThoughItsBlockGoesOn) {
  ImportValues("2021", {{"2019", "1"}});
  Observation fish = MakeObservation("KAZ", "TUR", "X", "2019", "1");
  fish.cell.commodity = "03";
  Import(BatchOf(MakeRelease("s", "d", "2022"), {fish}));
  EXPECT_EQ(States(), "2019 1; 2019 2");
  EXPECT_EQ(Totals(), "2019 1 1; 2019 2 ended");
}

TEST_P(StoreContractTest, PartnerTotalsAgreeWithTheTotals) {
  std::mt19937 random(7);
  const std::vector<std::string> periods = {"2020", "2021", "2021-04"};
  for (int release = 0; release < 12; ++release) {
    std::vector<Observation> observations;
    for (const char* reporter : {"KAZ", "TUR"}) {
      for (const char* partner : {"899", "CHN", "DEU", "EU27_2020", "W00"}) {
        for (const char* flow : {"M", "X"}) {
          for (const std::string& period : periods) {
            if (random() % 3 == 0) continue;
            observations.push_back(MakeObservation(reporter, partner, flow, period,
                                                   absl::StrCat(random() % 3, ".25")));
            Observation& total = observations.back();
            total.flags = Flags::FromBits(random() % 8);
            if (random() % 2 == 0) total.net_weight_kg = Dec("7.5");
            if (random() % 4 == 0) total.locator = absl::StrCat("line ", random());
          }
        }
      }
    }
    Import(BatchOf(MakeRelease("s", release % 3 == 0 ? "a" : "b", absl::StrCat(2000 + release)),
                   observations));
  }
  for (const std::string& period : periods) {
    BlockQuery query;
    query.reporter = "KAZ";
    query.flow = "X";
    query.period = testing::Per(period);
    testing::ExpectPartnerTotalsAgree(*store_, query);
  }
  EXPECT_THAT(store_->ReadPartnerTotals("DEU", "X", testing::Per("2021")), IsOkAndHolds(IsEmpty()));
}

// Every combination of conditions, from every position, against the definition.
TEST_P(StoreContractTest, ScansAgreeWithANaiveFilter) {
  std::mt19937 random(42);
  const auto any = [&](const std::vector<const char*>& of) { return of[random() % of.size()]; };
  std::map<BlockPosition, std::map<std::pair<std::string, std::string>, Observation>> model;
  for (int64_t id = 1; id <= 3; ++id) {
    std::map<Cell, Observation> cells;
    for (int i = 0; i < 60; ++i) {
      Observation observation = MakeObservation(
          any({"CHN", "KAZ", "TUR"}), any({"KAZ", "TUR", "W00"}), any({"DX", "M", "X"}),
          any({"2020", "2021", "2021-Q2", "2021-01", "2021-12"}), absl::StrCat(random() % 1000));
      observation.cell.commodity = any({"TOTAL", "0302"});
      if (observation.cell.commodity != kTotal) observation.cell.classification = any({"H5", "H6"});
      cells.emplace(observation.cell, observation);
    }
    std::vector<Observation> observations;
    for (const auto& [cell, observation] : cells) {
      observations.push_back(observation);
      model[{KeyOf(cell), id}].emplace(std::pair(cell.commodity, cell.classification), observation);
    }
    std::shuffle(observations.begin(), observations.end(), random);
    Import(BatchOf(MakeRelease("s", absl::StrCat("d", id), "2021"), observations));
  }
  const auto wanted = [](const BlockQuery& q, const BlockPosition& position) {
    const BlockKey& key = position.key;
    return (q.chain == 0 || q.chain == position.chain) &&
           (q.reporter.empty() || q.reporter == key.reporter) &&
           (q.partner.empty() || q.partner == key.partner) &&
           (q.flow.empty() || q.flow == key.flow) &&
           (!q.frequency || *q.frequency == key.period.frequency()) &&
           (!q.period || *q.period == key.period);
  };
  std::vector<std::optional<BlockPosition>> positions = {std::nullopt};
  for (const auto& [position, rows] : model) {
    if (random() % 8 == 0) positions.push_back(position);
  }
  BlockPosition between = model.begin()->first;  // a position need not be of a block
  between.key.partner = "LLL";
  positions.push_back(between);
  for (int mask = 0; mask < 64; ++mask) {
    BlockQuery query;
    if (mask & 1) query.reporter = "KAZ";
    if (mask & 2) query.partner = "TUR";
    if (mask & 4) query.flow = "X";
    if (mask & 8) query.frequency = mask & 16 ? Frequency::kAnnual : Frequency::kMonthly;
    if (!(mask & 8) && mask & 16) query.period = testing::Per("2021");
    if (mask & 32) query.chain = 2;
    for (const auto& after : positions) {
      std::vector<StoredObservation> expected;
      for (const auto& [position, rows] : model) {
        if ((after && position <= *after) || !wanted(query, position)) continue;
        for (const auto& [code, row] : rows) expected.push_back({row, position.chain});
      }
      ASSERT_EQ(ScanAll(*store_, query, after), expected) << "conditions " << mask;
    }
    std::vector<Observation> expected;
    std::multiset<std::pair<Period, int64_t>> periods;
    std::set<std::pair<Period, int64_t>> expected_periods;
    for (const auto& [position, rows] : model) {
      if (!wanted(query, position)) continue;
      const auto total = rows.find({kTotal, ""});
      if (total != rows.end()) expected.push_back(total->second);
      expected_periods.emplace(position.key.period, position.chain);
    }
    ASSERT_OK(store_->ScanPeriods(
        query, [&](const Period& period, int64_t chain) { periods.emplace(period, chain); }));
    ASSERT_THAT(periods, ElementsAreArray(expected_periods)) << "conditions " << mask;
    std::vector<Observation> totals;
    ASSERT_OK(store_->ScanTotals(query, [&](const TotalState& state) {
      if (state.observation) totals.push_back(*state.observation);
    }));
    ASSERT_EQ(totals, expected) << "conditions " << mask;
  }
}

TEST_P(StoreContractTest, ReadersSeeWholeReleasesWhileOthersAreImported) {
  constexpr int kReleases = 30;
  constexpr size_t kCells = 40;
  std::atomic<bool> done = false;
  const auto read = [&] {
    while (!done) {
      const int64_t head = store_->journal().Head();
      const auto releases = store_->Releases();
      ASSERT_GE(releases->size(), static_cast<size_t>(head));
      std::map<int64_t, size_t> cells;
      for (const StoredObservation& stored : ScanAll(*store_)) ++cells[stored.release];
      for (int64_t id = 1; id <= head; ++id) ASSERT_EQ(cells[id], kCells);
      for (const auto& [id, count] : cells) ASSERT_EQ(count, kCells) << id;
    }
  };
  std::thread readers[] = {std::thread(read), std::thread(read)};
  for (int i = 0; i < kReleases; ++i) {
    std::vector<Observation> observations;
    for (size_t cell = 0; cell < kCells; ++cell) {
      observations.push_back(MakeObservation("KAZ", "TUR", "X", absl::StrCat(1900 + cell), "1"));
    }
    Import(BatchOf(MakeRelease("s", absl::StrCat("d", i), "2021"), observations));
  }
  done = true;
  for (std::thread& reader : readers) reader.join();
}

INSTANTIATE_TEST_SUITE_P(Engines, StoreContractTest, testing::EveryEngine(), testing::EngineName);
INSTANTIATE_TEST_SUITE_P(Engines, ChainTest, testing::EveryEngine(), testing::EngineName);

}  // namespace
}  // namespace entente::trade
