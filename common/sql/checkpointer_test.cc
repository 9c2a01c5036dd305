#include "common/sql/checkpointer.h"

#include <chrono>
#include <filesystem>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"

#include "common/sql/connections.h"
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

  void Insert(int bytes) {
    const auto writer = connections_->Write();
    ASSERT_OK(writer->Execute(absl::StrCat("INSERT INTO t VALUES (zeroblob(", bytes, "))")));
  }

  // The size of the file without the log.
  uintmax_t Size() const { return std::filesystem::file_size(path_); }

  testing::TempFolder folder_;
  const std::string path_ = folder_.File("store.db");
  std::unique_ptr<Connections> connections_;
};

TEST_F(CheckpointerTest, WhatALargeCommitWroteReachesTheFileWhileItIsOpen) {
  const uintmax_t before = Size();
  Insert(kBytes);
  while (Size() < before + kBytes) std::this_thread::sleep_for(std::chrono::milliseconds(10));
  const auto reader = connections_->Read();
  ASSERT_OK(reader);
  ASSERT_OK_AND_ASSIGN(Statement length, (*reader)->Prepare("SELECT sum(length(a)) FROM t"));
  EXPECT_THAT(length.Step(), testing::IsOkAndHolds(true));
  EXPECT_EQ(length.Int(0), kBytes);
}

TEST_F(CheckpointerTest, TheLogBeginsAgainBeforeTheNextOneWrites) {
  const std::string log = path_ + "-wal";
  Insert(kBytes);
  const uintmax_t once = std::filesystem::file_size(log);
  for (int i = 0; i < 4; ++i) Insert(kBytes);
  EXPECT_LT(std::filesystem::file_size(log), 2 * once);
}

TEST_F(CheckpointerTest, ClosingTheFileMovesTheRest) {
  Insert(1000);
  Insert(kBytes);
  connections_ = nullptr;
  EXPECT_FALSE(std::filesystem::exists(path_ + "-wal"));
  EXPECT_GT(Size(), kBytes);
}

}  // namespace
}  // namespace entente::sql
