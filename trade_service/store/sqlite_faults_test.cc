// What is left of an import, or of a pruning, when the disk fails at any of its writes or fsyncs.

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/faulty_disk.h"
#include "common/testing/matchers.h"
#include "trade_service/testing/stores.h"

namespace entente::trade {
namespace {

using entente::testing::FaultyDisk;
using entente::testing::StatusIs;
using testing::BatchOf;
using testing::ByAyse;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::ScanAll;

constexpr int kCells = 100;

// A release of as many blocks, of a data set of the reporter; another vintage has other values.
Batch ReleaseOf(const std::string& reporter, const std::string& vintage = "2021") {
  std::vector<Observation> observations;
  for (int i = 0; i < kCells; ++i) {
    observations.push_back(MakeObservation(reporter, absl::StrCat("P", i), "X", "2021",
                                           absl::StrCat(vintage, i, ".5")));
  }
  return BatchOf(MakeRelease("s", reporter, vintage), std::move(observations));
}

struct Case {
  const char* name;
  FaultyDisk::Fault fault;
  absl::StatusCode code;
  const char* reason;
};

class SqliteFaultsTest : public ::testing::TestWithParam<Case> {
 protected:
  std::unique_ptr<Store> Open(const std::string& path) {
    absl::StatusOr<std::unique_ptr<Store>> store = OpenSqliteStore(path, clock_);
    EXPECT_OK(store);
    return store.ok() ? *std::move(store) : nullptr;
  }

  // Every release must be there whole; their number.
  static size_t ExpectWhole(const Store& store) {
    std::map<int64_t, int> cells;
    for (const StoredObservation& stored : ScanAll(store)) ++cells[stored.release];
    const auto releases = store.Releases();
    for (const Release& release : *releases) EXPECT_EQ(cells[release.id], kCells) << release.name;
    EXPECT_EQ(cells.size(), releases->size());
    EXPECT_EQ(store.journal().Head(), static_cast<int64_t>(releases->size()));
    return releases->size();
  }

  // Of three vintages of one data set the first two must be there whole, or pruned whole, and the
  // last whole; whether they are pruned.
  static bool ExpectPrunedOrNot(const Store& store) {
    const auto releases = store.Releases();
    EXPECT_EQ(releases->size(), 3u);
    const bool pruned = releases->front().pruned.has_value();
    EXPECT_EQ((*releases)[1].pruned.has_value(), pruned);
    EXPECT_FALSE((*releases)[2].pruned);
    EXPECT_EQ(store.journal().Head(), pruned ? 4 : 3);
    std::map<int64_t, int> cells;
    for (const StoredObservation& stored : ScanAll(store)) ++cells[stored.release];
    using Cells = std::map<int64_t, int>;
    EXPECT_EQ(cells,
              pruned ? (Cells{{3, kCells}}) : (Cells{{1, kCells}, {2, kCells}, {3, kCells}}));
    BlockQuery query;
    query.reporter = "KAZ";
    query.flow = "X";
    query.period = testing::Per("2021");
    testing::ExpectPartnerTotalsAgree(store, query);
    return pruned;
  }

  FakeClock clock_{testing::StartOfTime()};
  entente::testing::TempFolder folder_;
  FaultyDisk disk_;
};

TEST_P(SqliteFaultsTest, AnImportIsThereWholeOrNotAtAllWhereverTheDiskFails) {
  const std::string prepared = folder_.File("prepared.db");
  ASSERT_OK(Open(prepared)->Import(ByAyse(), ReleaseOf("KAZ")));
  const Batch second = ReleaseOf("TUR");

  bool reached = true;  // the fault, before the end
  int refused = 0;
  for (int passing = 0; reached && !HasFailure(); ++passing) {
    SCOPED_TRACE(absl::StrCat("after ", passing, " operations"));
    const std::string path = folder_.File("trade.db");
    std::filesystem::remove(path);
    std::filesystem::copy_file(prepared, path);
    std::unique_ptr<Store> store = Open(path);
    ASSERT_NE(store, nullptr);
    disk_.FailAfter(passing, GetParam().fault);
    const absl::Status imported = store->Import(ByAyse(), second).status();
    if (!imported.ok()) {
      ++refused;
      EXPECT_THAT(imported, StatusIs(GetParam().code));
      EXPECT_EQ(DetailsOf(imported).reason, GetParam().reason);
    }
    // The store goes on to be read while the disk is out of order.
    EXPECT_EQ(ExpectWhole(*store), imported.ok() ? 2u : 1u);
    store = nullptr;
    reached = disk_.HasFailed();
    disk_.Heal();

    store = Open(path);
    ASSERT_NE(store, nullptr);
    size_t whole = ExpectWhole(*store);
    // A commit whose fsync failed may have reached the disk all the same.
    if (imported.ok() || GetParam().fault == FaultyDisk::Fault::kFull) {
      EXPECT_EQ(whole, imported.ok() ? 2u : 1u);
    }
    if (whole == 1) {
      ASSERT_OK(store->Import(ByAyse(), second)) << "the disk works again";
      whole = ExpectWhole(*store);
    }
    EXPECT_EQ(whole, 2u);
  }
  EXPECT_GT(refused, 0);
}

TEST_P(SqliteFaultsTest, APruningIsDoneWholeOrNotAtAllWhereverTheDiskFails) {
  const std::string prepared = folder_.File("prepared.db");
  {
    const std::unique_ptr<Store> store = Open(prepared);
    for (const char* vintage : {"2021", "2022", "2023"}) {
      ASSERT_OK(store->Import(ByAyse(), ReleaseOf("KAZ", vintage)));
    }
  }
  PruneRule latest;
  latest.source = "sources/s";

  bool reached = true;  // the fault, before the end
  int refused = 0;
  for (int passing = 0; reached && !HasFailure(); ++passing) {
    SCOPED_TRACE(absl::StrCat("after ", passing, " operations"));
    const std::string path = folder_.File("trade.db");
    std::filesystem::remove(path);
    std::filesystem::copy_file(prepared, path);
    std::unique_ptr<Store> store = Open(path);
    ASSERT_NE(store, nullptr);
    disk_.FailAfter(passing, GetParam().fault);
    const absl::Status done = store->Prune(ByAyse(), latest).status();
    if (!done.ok()) {
      ++refused;
      EXPECT_THAT(done, StatusIs(GetParam().code));
      EXPECT_EQ(DetailsOf(done).reason, GetParam().reason);
    }
    // The store goes on to be read while the disk is out of order.
    EXPECT_EQ(ExpectPrunedOrNot(*store), done.ok());
    store = nullptr;
    reached = disk_.HasFailed();
    disk_.Heal();

    store = Open(path);
    ASSERT_NE(store, nullptr);
    bool pruned = ExpectPrunedOrNot(*store);
    // A commit whose fsync failed may have reached the disk all the same.
    if (done.ok() || GetParam().fault == FaultyDisk::Fault::kFull) {
      EXPECT_EQ(pruned, done.ok());
    }
    if (!pruned) {
      ASSERT_OK(store->Prune(ByAyse(), latest)) << "the disk works again";
      pruned = ExpectPrunedOrNot(*store);
    }
    EXPECT_TRUE(pruned);
    ASSERT_OK(store->Import(ByAyse(), BatchOf(MakeRelease("s", "TUR", "2021"), {})));
  }
  EXPECT_GT(refused, 0);
}

INSTANTIATE_TEST_SUITE_P(Faults, SqliteFaultsTest,
                         ::testing::Values(Case{"Full", FaultyDisk::Fault::kFull,
                                                absl::StatusCode::kResourceExhausted, "STORE_FULL"},
                                           Case{"Sync", FaultyDisk::Fault::kSync,
                                                absl::StatusCode::kUnavailable, "STORE_IO"}),
                         [](const ::testing::TestParamInfo<Case>& info) {
                           return info.param.name;
                         });

}  // namespace
}  // namespace entente::trade
