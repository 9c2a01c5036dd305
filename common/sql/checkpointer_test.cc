#include "common/sql/checkpointer.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"

#include "common/sql/connections.h"
#include "common/testing/faulty_disk.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"

namespace entente::sql {
namespace {

constexpr int kBytes = 8'000'000;  // about 2,000 pages

class CheckpointerTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(connections_, Connections::Open(path_));
    const auto writer = connections_->Write();
    ASSERT_OK(Migrate(*writer, 1, {"CREATE TABLE t (a)"}));
  }

  absl::Status Insert(int bytes) {
    const auto writer = connections_->Write();
    return writer->Execute(absl::StrCat("INSERT INTO t VALUES (zeroblob(", bytes, "))"));
  }

  // How much was inserted.
  int64_t Sum() {
    const auto reader = connections_->Read();
    EXPECT_OK(reader);
    absl::StatusOr<Statement> sum = (*reader)->Prepare("SELECT sum(length(a)) FROM t");
    EXPECT_OK(sum);
    EXPECT_OK(sum->Step());
    return sum->Int(0);
  }

  // The size of the file without the log.
  uintmax_t Size() const { return std::filesystem::file_size(path_); }

  // Waits until `happened` says so, a minute at most.
  template <typename Happened>
  static bool Await(const Happened& happened) {
    for (int i = 0; i < 6000 && !happened(); ++i) {
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
    return happened();
  }

  testing::TempFolder folder_;
  const std::string path_ = folder_.File("store.db");
  std::unique_ptr<Connections> connections_;
};

TEST_F(CheckpointerTest, WhatALargeCommitWroteReachesTheFileWhileItIsOpen) {
  const uintmax_t before = Size();
  ASSERT_OK(Insert(kBytes));
  EXPECT_TRUE(Await([&] { return Size() >= before + kBytes; }));
  EXPECT_EQ(Sum(), kBytes);
}

TEST_F(CheckpointerTest, TheLogBeginsAgainBeforeTheNextOneWrites) {
  const std::string log = path_ + "-wal";
  ASSERT_OK(Insert(kBytes));
  const uintmax_t once = std::filesystem::file_size(log);
  for (int i = 0; i < 4; ++i) ASSERT_OK(Insert(kBytes));
  EXPECT_LT(std::filesystem::file_size(log), 2 * once);
}

TEST_F(CheckpointerTest, ClosingTheFileMovesTheRest) {
  ASSERT_OK(Insert(1000));
  ASSERT_OK(Insert(kBytes));
  connections_ = nullptr;
  EXPECT_FALSE(std::filesystem::exists(path_ + "-wal"));
  EXPECT_GT(Size(), kBytes);
}

class FailingCheckpointTest : public CheckpointerTest {
 protected:
  void TearDown() override { connections_ = nullptr; }

  testing::FaultyDisk disk_;  // while the file is open
};

TEST_F(FailingCheckpointTest, IsMadeUpForAndLosesNothing) {
  const uintmax_t before = Size();
  // The log is written, and synced at most twice, before the commit is answered.
  int syncs = 0;
  for (; syncs < 3; ++syncs) {
    disk_.FailAfter(syncs, testing::FaultyDisk::Fault::kSync);
    if (Insert(kBytes).ok()) break;
  }
  ASSERT_LT(syncs, 3) << "the commit itself fails";
  ASSERT_TRUE(Await([&] { return disk_.HasFailed(); })) << "there is no checkpoint";
  EXPECT_EQ(Sum(), kBytes);
  disk_.Heal();
  ASSERT_OK(Insert(kBytes));
  EXPECT_TRUE(Await([&] { return Size() >= before + 2 * kBytes; }));
  EXPECT_EQ(Sum(), 2 * kBytes);
}

}  // namespace
}  // namespace entente::sql
