#include "trade_service/load/compound_file.h"

#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "trade_service/testing/xls.h"

namespace entente::trade {
namespace {

using entente::testing::IsOkAndHolds;
using testing::CompoundFile;
using testing::Little;

std::string Reason(const std::string& content) {
  return DetailsOf(ReadCompoundStream(content, "Workbook").status()).reason;
}

std::string Replaced(std::string content, size_t at, const std::string& bytes) {
  return content.replace(at, bytes.size(), bytes);
}

TEST(CompoundFileTest, StreamsOfEverySize) {
  for (const size_t size : {0, 1, 64, 65, 4095, 4096, 5000, 50000}) {
    std::string stream;
    for (size_t i = 0; i < size; ++i) stream += static_cast<char>(i * 7 + i / 512);
    EXPECT_THAT(ReadCompoundStream(CompoundFile(stream), "Workbook"), IsOkAndHolds(stream)) << size;
  }
}

TEST(CompoundFileTest, TheLastSectorMayEndEarly) {
  const std::string stream(4200, 'x');
  const std::string content = CompoundFile(stream);
  EXPECT_THAT(ReadCompoundStream(content.substr(0, content.size() - 300), "Workbook"),
              IsOkAndHolds(stream));
}

// Requirement 14: half a download.
TEST(CompoundFileTest, RefusesHalfAFile) {
  for (const size_t size : {100, 5000}) {
    const std::string content = CompoundFile(std::string(size, 'x'));
    for (size_t kept = 0; kept < content.size() - 512; kept += 37) {
      EXPECT_EQ(Reason(content.substr(0, kept)), "FILE_MALFORMED") << size << " " << kept;
    }
  }
}

TEST(CompoundFileTest, RefusesWhatIsDamaged) {
  const std::string content = CompoundFile(std::string(5000, 'x'));
  EXPECT_EQ(Reason(content), "");
  EXPECT_EQ(Reason(CompoundFile("x", "Book")), "FILE_MALFORMED") << "no such stream";
  EXPECT_EQ(Reason(Replaced(content, 30, Little(31, 2))), "FILE_MALFORMED") << "sector's size";
  EXPECT_EQ(Reason(Replaced(content, 44, Little(110, 4))), "FILE_MALFORMED") << "table's size";
  EXPECT_EQ(Reason(Replaced(content, 48, Little(99, 4))), "FILE_MALFORMED") << "directory's place";
  EXPECT_EQ(Reason(Replaced(content, 512 + 4 * 3, Little(3, 4))), "FILE_MALFORMED") << "a circle";
  EXPECT_EQ(Reason(Replaced(content, 512 + 4 * 3, Little(9999, 4))), "FILE_MALFORMED");
  EXPECT_EQ(Reason(Replaced(content, 1024 + 128 + 120, Little(9999, 4))), "FILE_MALFORMED")
      << "a stream longer than its sectors";
}

}  // namespace
}  // namespace entente::trade
