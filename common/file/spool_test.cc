#include "common/file/spool.h"

#include <signal.h>
#include <sys/resource.h>

#include <filesystem>
#include <memory>
#include <string>

#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"

namespace entente {
namespace {

using testing::IsOkAndHolds;
using testing::StatusIs;

class SpoolTest : public ::testing::Test {
 protected:
  std::unique_ptr<Spool> Open(int64_t limit) {
    auto spool = Spool::Open(::testing::TempDir(), limit);
    EXPECT_OK(spool);
    return *std::move(spool);
  }
};

TEST_F(SpoolTest, GivesBackWhatWasAppended) {
  const auto spool = Open(100);
  EXPECT_OK(spool->Append("Kazakh"));
  EXPECT_OK(spool->Append(""));
  EXPECT_OK(spool->Append(absl::string_view("stan\0\n", 6)));
  EXPECT_EQ(spool->size(), 12);
  const absl::string_view whole("Kazakhstan\0\n", 12);
  EXPECT_THAT(spool->Content(), IsOkAndHolds(whole));
  EXPECT_THAT(spool->Content(), IsOkAndHolds(whole));  // as often as one likes
  EXPECT_EQ(spool->Sha256(), Sha256Hex(whole));
}

TEST_F(SpoolTest, MayBeEmpty) {
  const auto spool = Open(100);
  EXPECT_EQ(spool->size(), 0);
  EXPECT_THAT(spool->Content(), IsOkAndHolds(""));
  EXPECT_EQ(spool->Sha256(), Sha256Hex(""));
}

TEST_F(SpoolTest, TakesNoMoreThanItsLimit) {
  const auto spool = Open(10);
  EXPECT_OK(spool->Append("12345"));
  const absl::Status status = spool->Append("678901");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kResourceExhausted,
                               "the file is larger than the 10 bytes that this server takes"));
  EXPECT_EQ(DetailsOf(status).reason, "FILE_TOO_LARGE");
  EXPECT_EQ(DetailsOf(status).metadata.at("limit_bytes"), "10");
  EXPECT_EQ(spool->size(), 5);
  EXPECT_OK(spool->Append("67890"));
  EXPECT_THAT(spool->Content(), IsOkAndHolds("1234567890"));
}

TEST_F(SpoolTest, TakesLargeFiles) {
  const auto spool = Open(100 << 20);
  std::string expected;
  for (int i = 0; i < 200; ++i) {
    const std::string piece(64 << 10, static_cast<char>('a' + i % 26));
    ASSERT_OK(spool->Append(piece));
    expected += piece;
  }
  ASSERT_OK_AND_ASSIGN(const absl::string_view content, spool->Content());
  EXPECT_TRUE(content == expected);
  EXPECT_EQ(spool->Sha256(), Sha256Hex(expected));
}

TEST_F(SpoolTest, LeavesNoFile) {
  const testing::TempFolder folder;
  auto spool = Spool::Open(folder.File(""), 100);
  ASSERT_OK(spool);
  EXPECT_OK((*spool)->Append("x"));
  EXPECT_TRUE(std::filesystem::is_empty(folder.File("")));
}

TEST_F(SpoolTest, NeedsItsFolder) {
  const absl::Status status = Spool::Open("/no/such/folder", 100).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable));
  EXPECT_EQ(DetailsOf(status).reason, "STORE_IO");
}

TEST_F(SpoolTest, AWriteThatFailsIsSaid) {
  const auto spool = Open(1 << 20);
  signal(SIGXFSZ, SIG_IGN);
  rlimit before;
  ASSERT_EQ(getrlimit(RLIMIT_FSIZE, &before), 0);
  const rlimit small{1000, before.rlim_max};
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &small), 0);
  const absl::Status status = spool->Append(std::string(2000, 'x'));
  ASSERT_EQ(setrlimit(RLIMIT_FSIZE, &before), 0);
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kUnavailable,
                               "writing the upload to a temporary file: File too large"));
  EXPECT_EQ(DetailsOf(status).reason, "STORE_IO");
}

}  // namespace
}  // namespace entente
