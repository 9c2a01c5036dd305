#include "trade_service/load/unpack.h"

#include <zlib.h>
#include <zstd.h>

#include <string>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/hash/sha256.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "trade_service/load/file.h"
#include "trade_service/testing/comtrade.h"
#include "trade_service/testing/shared_data.h"

namespace entente::trade {
namespace {

using entente::testing::StatusIs;
using testing::ComtradeText;
using ::testing::HasSubstr;

constexpr int64_t kLimit = int64_t{1} << 30;

std::string Gzip(const std::string& text) {
  z_stream stream = {};
  EXPECT_EQ(deflateInit2(&stream, Z_BEST_SPEED, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY),
            Z_OK);
  std::string packed(deflateBound(&stream, text.size()), '\0');
  std::string input = text;
  stream.next_in = reinterpret_cast<Bytef*>(input.data());
  stream.avail_in = static_cast<uInt>(input.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(packed.size() - stream.avail_out);
  deflateEnd(&stream);
  return packed;
}

std::string Zstd(const std::string& text) {
  std::string packed(ZSTD_compressBound(text.size()), '\0');
  packed.resize(ZSTD_compress(packed.data(), packed.size(), text.data(), text.size(), 1));
  return packed;
}

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

TEST(LoadFileTest, PackedFilesAreReadAsWhatIsInside) {
  const std::string text = ComtradeText({{}, {{"primaryValue", "x"}}});
  File plain;
  plain.content = text;
  plain.name = "x.csv";
  plain.sha256 = Sha256Hex(text);
  plain.folder = ::testing::TempDir();
  ASSERT_OK_AND_ASSIGN(const LoadedFile expected, LoadFile(plain));
  for (const auto& [packed, name] :
       {std::pair(Gzip(text), "x.csv.gz"), std::pair(Zstd(text), "x.csv.zst")}) {
    File file = plain;
    file.content = packed;
    file.name = name;
    file.sha256 = Sha256Hex(packed);
    ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(file));
    EXPECT_EQ(loaded.report.read, 2);
    EXPECT_EQ(loaded.report.kept, 1);
    EXPECT_EQ(loaded.report.first_rejected()[0].line, 3) << "of the text inside";
    const Release& release = loaded.batch.releases[0].release;
    EXPECT_EQ(release.name, expected.batch.releases[0].release.name) << "the same content";
    EXPECT_EQ(release.sha256, file.sha256) << "of what was sent";
    file.max_bytes = 100;
    EXPECT_THAT(LoadFile(file), StatusIs(absl::StatusCode::kResourceExhausted, HasSubstr("100")));
  }
}

TEST(LoadFileTest, ARealPackedFile) {
  READ_SHARED_FILE_OR_SKIP(content,
                           "trade/world_pairs/agtpa_manufacturing_69x69_1986_2006_musd.csv.gz");
  File file;
  file.content = content;
  file.name = "agtpa_manufacturing_69x69_1986_2006_musd.csv.gz";
  file.sha256 = std::string(64, 'a');
  file.source = "sources/agtpa";
  file.exponent = 6;
  file.folder = ::testing::TempDir();
  ASSERT_OK_AND_ASSIGN(const LoadedFile loaded, LoadFile(file));
  EXPECT_EQ(loaded.report.read, 99981);
  EXPECT_EQ(loaded.batch.releases[0].release.dataset, "agtpa_manufacturing_69x69_1986_2006_musd");
}

}  // namespace
}  // namespace entente::trade
