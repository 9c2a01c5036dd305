// What the SQLite engine promises beyond the contract of every engine: a file that outlives the
// process, however that ends.

#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <map>
#include <random>

#include "absl/time/clock.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/sql/database.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/stores.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using testing::BatchOf;
using testing::ByAyse;
using testing::MakeObservation;
using testing::MakeRelease;
using testing::MakeSource;
using testing::MakeTarget;
using testing::ScanAll;

constexpr int kAll = 10000;

// A release with as many observations as it says.
Batch NumberedBatch(int number, int cells) {
  std::vector<Observation> observations;
  for (int i = 0; i < cells; ++i) {
    observations.push_back(
        MakeObservation(absl::StrCat("R", number), absl::StrCat("P", i), "X", "2021", "1.5"));
  }
  return BatchOf(MakeRelease("s", absl::StrCat("d", number), "2021"), std::move(observations));
}

class SqliteStoreTest : public ::testing::Test {
 protected:
  std::unique_ptr<Store> Open() {
    absl::StatusOr<std::unique_ptr<Store>> store = OpenSqliteStore(path_, clock_);
    EXPECT_OK(store);
    return store.ok() ? *std::move(store) : nullptr;
  }

  // Runs SQL on the file, past the store.
  void Tamper(const std::string& script) {
    auto db = sql::Database::Open(path_, sql::Database::Mode::kReadWrite);
    ASSERT_OK(db);
    ASSERT_OK((*db)->Execute(script));
  }

  void ExpectRefused(absl::string_view reason) {
    const auto before = entente::testing::ReadFileBytes(path_);
    const auto store = OpenSqliteStore(path_, clock_);
    EXPECT_THAT(store, StatusIs(absl::StatusCode::kFailedPrecondition));
    EXPECT_EQ(DetailsOf(store.status()).reason, reason);
    EXPECT_TRUE(entente::testing::ReadFileBytes(path_) == before) << "the file was changed";
  }

  // Every release must be there whole, and nothing else; their number.
  static size_t ExpectWhole(const Store& store) {
    std::map<int64_t, int64_t> cells;
    for (const StoredObservation& stored : ScanAll(store)) ++cells[stored.release];
    const auto releases = store.Releases();
    for (const Release& release : *releases) {
      EXPECT_EQ(cells[release.id], release.observation_count) << release.name;
    }
    EXPECT_EQ(cells.size(), releases->size());
    EXPECT_EQ(store.journal().Head(), static_cast<int64_t>(releases->size()));
    const auto documents = store.ListReleases("", "", kAll, store.journal().Head());
    EXPECT_OK(documents);
    EXPECT_EQ(documents->size(), releases->size());
    return releases->size();
  }

  FakeClock clock_{testing::StartOfTime()};
  entente::testing::TempFolder folder_;
  const std::string path_ = folder_.File("trade.db");
};

TEST_F(SqliteStoreTest, ReopeningKeepsEverything) {
  std::unique_ptr<Store> store = Open();
  Batch batch = NumberedBatch(1, 3);
  batch.sources = {MakeSource("s", SourceKind::kNational)};
  batch.targets = {MakeTarget("t")};
  ASSERT_OK(store->Import(ByAyse("r1"), batch));
  ASSERT_OK(store->Import(ByAyse(), NumberedBatch(2, 2)));
  ASSERT_OK(store->DeleteTarget(ByAyse(), batch.targets[0].name, 0));
  const auto releases = *store->Releases();
  const auto observations = ScanAll(*store);

  store = nullptr;
  store = Open();
  EXPECT_EQ(store->journal().Head(), 3);
  EXPECT_EQ(*store->Releases(), releases);
  EXPECT_EQ(ScanAll(*store), observations);
  EXPECT_OK(store->GetTarget(batch.targets[0].name, 2));
  EXPECT_THAT(store->GetTarget(batch.targets[0].name, 3), StatusIs(absl::StatusCode::kNotFound));
  ASSERT_OK_AND_ASSIGN(const Commit again, store->Import(ByAyse("r1"), batch));
  EXPECT_TRUE(again.repeated);
  ASSERT_OK(store->Import(ByAyse(), NumberedBatch(3, 1)));
  EXPECT_EQ(store->Releases()->back().id, 3);
}

// A release of data set "d", published in the year, with as many observations as it says.
Batch YearOf(int year, int cells) {
  std::vector<Observation> observations;
  for (int i = 0; i < cells; ++i) {
    observations.push_back(MakeObservation("KAZ", absl::StrCat("P", i), "X", "2021",
                                           absl::StrCat(year, ".", 100'000 + i)));
  }
  return BatchOf(MakeRelease("s", "d", absl::StrCat(year)), std::move(observations));
}

const PruneRule kKeepTheLatest = {
    .source = "sources/s", .dataset = "", .latest = 1, .as_of = std::nullopt};

TEST_F(SqliteStoreTest, ReopeningKeepsWhatWasPruned) {
  std::unique_ptr<Store> store = Open();
  ASSERT_OK(store->Import(ByAyse(), YearOf(2021, 3)));
  ASSERT_OK(store->Import(ByAyse(), YearOf(2022, 3)));
  clock_.Advance(absl::Seconds(1));
  ASSERT_OK(store->Prune(ByAyse("r"), kKeepTheLatest));
  const auto releases = *store->Releases();
  ASSERT_TRUE(releases[0].pruned);
  const auto observations = ScanAll(*store);
  EXPECT_EQ(observations.size(), 3u);

  store = nullptr;
  store = Open();
  EXPECT_EQ(*store->Releases(), releases);
  EXPECT_EQ(ScanAll(*store), observations);
  ASSERT_OK_AND_ASSIGN(const Commit again, store->Prune(ByAyse("r"), kKeepTheLatest));
  EXPECT_TRUE(again.repeated);
}

TEST_F(SqliteStoreTest, TheRoomOfWhatWasPrunedIsUsedAgain) {
  constexpr int kCells = 3000;
  std::unique_ptr<Store> store = Open();
  ASSERT_OK(store->Import(ByAyse(), YearOf(2000, kCells)));
  std::vector<uintmax_t> sizes;
  for (int year = 2001; year < 2006; ++year) {
    ASSERT_OK(store->Import(ByAyse(), YearOf(year, kCells)));
    ASSERT_OK(store->Prune(ByAyse(), kKeepTheLatest));
    store = nullptr;
    sizes.push_back(std::filesystem::file_size(path_));
    store = Open();
  }
  EXPECT_LE(sizes.back(), sizes.front() + sizes.front() / 20);
  store = nullptr;
  Tamper("VACUUM");
  EXPECT_LT(std::filesystem::file_size(path_), sizes.back() * 3 / 4) << "as operations.md says";
  store = Open();
  EXPECT_EQ(ScanAll(*store).size(), static_cast<size_t>(kCells));
}

// Blocks of which the last cannot be read.
class BrokenBlocks final : public BlockSource {
 public:
  explicit BrokenBlocks(std::shared_ptr<const BlockSource> whole) : whole_(std::move(whole)) {}

  absl::Status ForEach(
      const std::function<absl::Status(const EncodedBlock&)>& visit) const override {
    const absl::Status status = whole_->ForEach(visit);
    return status.ok() ? absl::UnavailableError("the disk is gone") : status;
  }
  void ForEachKey(
      const std::function<void(const BlockKey& key, int64_t rows)>& visit) const override {
    whole_->ForEachKey(visit);
  }

 private:
  const std::shared_ptr<const BlockSource> whole_;
};

TEST_F(SqliteStoreTest, FailsHalfWayAndLeavesNothing) {
  const std::unique_ptr<Store> store = Open();
  ASSERT_OK(store->Import(ByAyse(), NumberedBatch(1, 3)));
  Batch batch = NumberedBatch(2, 1000);
  const auto whole = batch.releases[0].blocks;
  batch.releases[0].blocks = std::make_shared<BrokenBlocks>(whole);
  EXPECT_THAT(store->Import(ByAyse(), batch), StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(ExpectWhole(*store), 1u);
  batch.releases[0].blocks = whole;
  EXPECT_OK(store->Import(ByAyse(), batch));
  EXPECT_EQ(ExpectWhole(*store), 2u);
}

TEST_F(SqliteStoreTest, ANewerSchemaIsRefusedAndLeftAsItIs) {
  Open();
  Tamper("PRAGMA user_version = 1000");
  ExpectRefused("SCHEMA_TOO_NEW");
}

TEST_F(SqliteStoreTest, AFileFromBeforeWorldsWereKeptIsReadAsOneWithoutAny) {
  ASSERT_OK(Open()->Import(ByAyse(), NumberedBatch(1, 3)));
  Tamper("DROP TABLE world; PRAGMA user_version = 1");
  const std::unique_ptr<Store> store = Open();
  EXPECT_EQ(ExpectWhole(*store), 1u);
  ASSERT_OK(store->ScanWorlds([](const WorldState&) { ADD_FAILURE(); }));
  EXPECT_OK(store->Import(ByAyse(), NumberedBatch(2, 3)));
}

TEST_F(SqliteStoreTest, AnotherProgramsDatabaseIsRefusedAndLeftAsItIs) {
  Tamper("CREATE TABLE release (id INTEGER); INSERT INTO release VALUES (1)");
  ExpectRefused("SCHEMA_FOREIGN");
}

TEST_F(SqliteStoreTest, AFileThatIsNoDatabaseIsRefusedAndLeftAsItIs) {
  std::ofstream(path_) << std::string(5000, 'x');
  ExpectRefused("STORE_NOT_A_DATABASE");
}

TEST_F(SqliteStoreTest, ADamagedDocumentIsToldAsDataLoss) {
  const std::unique_ptr<Store> store = Open();
  ASSERT_OK(store->PutTarget(ByAyse(), MakeTarget("t"), Write::Expect::kAbsent));
  Tamper("UPDATE document SET body = x'ffff'");
  const auto target = store->GetTarget(MakeTarget("t").name, 1);
  EXPECT_THAT(target, StatusIs(absl::StatusCode::kDataLoss, ::testing::HasSubstr("targets/t")));
  EXPECT_EQ(DetailsOf(target.status()).reason, "DOCUMENT_DAMAGED");
}

// Imports releases one after the other, for ever; writes a byte to `told` when it has one.
[[noreturn]] void ImportForEver(const std::string& path, int first, int told) {
  const auto store = OpenSqliteStore(path, SystemClock());
  if (!store.ok()) _exit(1);
  for (int number = first;; ++number) {
    if (!(*store)->Import(ByAyse(), NumberedBatch(number, 50 + number % 200)).ok()) _exit(1);
    if (number == first && write(told, "", 1) != 1) _exit(1);
  }
}

TEST_F(SqliteStoreTest, WhoeverIsKilledLeavesWholeReleases) {
  std::mt19937 random(1);
  size_t releases = 0;
  for (int round = 0; round < 20; ++round) {
    int told[2];
    ASSERT_EQ(pipe(told), 0);
    const pid_t child = fork();
    ASSERT_NE(child, -1);
    if (child == 0) ImportForEver(path_, round * 100'000, told[1]);
    close(told[1]);
    char byte;
    ASSERT_EQ(read(told[0], &byte, 1), 1) << "the child could not open the store, or not import";
    close(told[0]);
    absl::SleepFor(absl::Milliseconds(random() % 60));
    ASSERT_EQ(kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status)) << "an import failed";
    const std::unique_ptr<Store> store = Open();
    ASSERT_NE(store, nullptr);
    const size_t found = ExpectWhole(*store);
    EXPECT_GT(found, releases) << "a committed release was lost";
    releases = found;
  }
}

// Imports until the file may not grow any more; the number of releases, or 255 if it went wrong.
[[noreturn]] void ImportUntilFull(const std::string& path) {
  signal(SIGXFSZ, SIG_IGN);
  const rlimit limit = {1 << 20, 1 << 20};
  if (setrlimit(RLIMIT_FSIZE, &limit) != 0) _exit(255);
  const auto store = OpenSqliteStore(path, SystemClock());
  if (!store.ok()) _exit(255);
  for (int number = 0; number < 200; ++number) {
    const absl::Status status = (*store)->Import(ByAyse(), NumberedBatch(number, 500)).status();
    if (status.ok()) continue;
    const bool told = status.code() == absl::StatusCode::kResourceExhausted ||
                      status.code() == absl::StatusCode::kUnavailable;
    // What was there is still there, for readers of the same store too.
    const bool intact = (*store)->Releases()->size() == static_cast<size_t>(number) &&
                        ScanAll(**store).size() == static_cast<size_t>(number) * 500;
    _exit(told && intact ? number : 255);
  }
  _exit(255);
}

TEST_F(SqliteStoreTest, AFullDiskFailsTheImportAndNothingElse) {
  const pid_t child = fork();
  ASSERT_NE(child, -1);
  if (child == 0) ImportUntilFull(path_);
  int status = 0;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  ASSERT_TRUE(WIFEXITED(status));
  ASSERT_NE(WEXITSTATUS(status), 255);
  const std::unique_ptr<Store> store = Open();
  ASSERT_NE(store, nullptr);
  EXPECT_EQ(ExpectWhole(*store), static_cast<size_t>(WEXITSTATUS(status)));
  EXPECT_OK(store->Import(ByAyse(), NumberedBatch(1000, 500))) << "there is room again";
}

}  // namespace
}  // namespace entente::trade
