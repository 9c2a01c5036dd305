#include "common/file/unpack.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/packed.h"

namespace entente {
namespace {

using testing::Gzip;
using testing::Zstd;

constexpr int64_t kLimit = int64_t{1} << 30;

// The text, or the reason why there is none.
std::string Unpacked(const std::string& packed, int64_t limit = kLimit) {
  EXPECT_TRUE(IsPacked(packed));
  const auto spool = Unpack(packed, ::testing::TempDir(), limit);
  if (!spool.ok()) {
    EXPECT_FALSE(spool.status().message().empty());
    return DetailsOf(spool.status()).reason;
  }
  return std::string((*spool)->Content().value());
}

// Texts about the sizes of the buffers, of little and of great redundancy.
std::vector<std::string> Texts() {
  std::vector<std::string> texts = {"", "x", "a,b\n1,2\n"};
  for (const size_t size : {(256u << 10) - 1, 256u << 10, (256u << 10) + 1, 3u << 20}) {
    texts.emplace_back(size, 'a');
    std::string& noise = texts.emplace_back(size, '\0');
    uint32_t seed = 1;
    for (char& c : noise) c = static_cast<char>((seed = seed * 1664525 + 1013904223) >> 24);
  }
  return texts;
}

TEST(UnpackTest, GivesBackWhatWasPacked) {
  for (const std::string& text : Texts()) {
    EXPECT_TRUE(Unpacked(Gzip(text)) == text) << text.size();
    EXPECT_TRUE(Unpacked(Zstd(text)) == text) << text.size();
  }
}

TEST(UnpackTest, SeveralMembersAreOneContent) {
  EXPECT_EQ(Unpacked(Gzip("one,") + Gzip("") + Gzip("two")), "one,two");
  EXPECT_EQ(Unpacked(Zstd("one,") + Zstd("") + Zstd("two")), "one,two");
}

TEST(UnpackTest, ZerosBehindTheLastMemberAreNothing) {
  EXPECT_EQ(Unpacked(Gzip("one") + std::string(512, '\0')), "one");
  EXPECT_EQ(Unpacked(Gzip("one") + std::string(512, '\0') + "x"), "FILE_MALFORMED");
}

// Requirement 14: half a download.
TEST(UnpackTest, WhatBreaksOffIsTruncated) {
  const std::string text = Texts().back();
  for (const std::string& packed : {Gzip(text), Zstd(text), Gzip("a"), Zstd("a")}) {
    for (const size_t left : {packed.size() - 1, packed.size() / 2, size_t{6}}) {
      EXPECT_EQ(Unpacked(packed.substr(0, left)), "FILE_TRUNCATED") << left;
    }
  }
}

TEST(UnpackTest, WhatIsDamagedIsSaid) {
  const std::string text = Texts().back();
  std::string gzip = Gzip(text);
  gzip[gzip.size() - 6] ^= 1;  // its checksum
  EXPECT_EQ(Unpacked(gzip), "FILE_MALFORMED");
  EXPECT_EQ(Unpacked(Gzip("a") + "rubbish"), "FILE_MALFORMED");
  std::string zstd = Zstd(text);
  zstd[5] ^= 0x7F;
  EXPECT_THAT(Unpacked(zstd), ::testing::StartsWith("FILE_"));
  EXPECT_EQ(Unpacked(Zstd("a") + "rubbish"), "FILE_MALFORMED");
}

TEST(UnpackTest, ABombGoesNoFurtherThanTheLimit) {
  const std::string zeros(16 << 20, '\0');
  EXPECT_EQ(Unpacked(Gzip(zeros), 1 << 20), "FILE_TOO_LARGE");
  EXPECT_EQ(Unpacked(Zstd(zeros), 1 << 20), "FILE_TOO_LARGE");
  EXPECT_EQ(Unpacked(Zstd(zeros), 16 << 20).size(), zeros.size());
}

TEST(UnpackTest, NeedsItsFolder) {
  EXPECT_FALSE(Unpack(Gzip("a"), "/no/such/folder", kLimit).ok());
}

TEST(IsPackedTest, ByTheFirstBytes) {
  EXPECT_FALSE(IsPacked(""));
  EXPECT_FALSE(IsPacked("\x1F"));
  EXPECT_FALSE(IsPacked("typeCode,freqCode"));
}

}  // namespace
}  // namespace entente
