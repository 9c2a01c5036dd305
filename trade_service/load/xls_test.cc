#include "trade_service/load/xls.h"

#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "trade_service/testing/shared_data.h"

namespace entente::trade {
namespace {

std::string Reason(const std::string& content) {
  const auto sheets = ReadXls(content);
  EXPECT_FALSE(sheets.ok());
  return DetailsOf(sheets.status()).reason;
}

const std::string& Signature() {
  static const std::string& signature = *new std::string("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1");
  return signature;
}

TEST(XlsTest, IsToldByItsSignature) {
  EXPECT_TRUE(IsXls(Signature()));
  EXPECT_FALSE(IsXls(""));
  EXPECT_FALSE(IsXls("PK\x03\x04"));
}

TEST(XlsTest, RefusesWhatIsNone) {
  EXPECT_EQ(Reason(""), "FILE_MALFORMED");
  EXPECT_EQ(Reason("a,b\n"), "FILE_MALFORMED");
  EXPECT_EQ(Reason(Signature()), "FILE_MALFORMED");
  EXPECT_EQ(Reason(Signature() + std::string(4096, '\0')), "FILE_MALFORMED");
  EXPECT_EQ(Reason(Signature() + std::string(kXlsMaxSize, '\0')), "FILE_TOO_LARGE");
}

TEST(XlsTest, CellsBeyondTheEndAreEmpty) {
  const XlsSheet sheet = {.name = "x", .rows = {{"a"}, {}}};
  EXPECT_EQ(sheet.At(0, 0), "a");
  EXPECT_EQ(sheet.At(0, 1), "");
  EXPECT_EQ(sheet.At(1, 0), "");
  EXPECT_EQ(sheet.At(2, 0), "");
}

// The number that FreeXL gives as the double 135527430.80509999 was published as 135527430.8051.
TEST(XlsFileTest, NumbersAreTheShortestDecimals) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/nso/kaz_bns_trade_by_country_2022.xls");
  ASSERT_OK_AND_ASSIGN(const std::vector<XlsSheet> sheets, ReadXls(content));
  ASSERT_EQ(sheets.size(), 2u);
  EXPECT_EQ(sheets[0].name, "2022");
  EXPECT_EQ(sheets[1].name, "2021");
  EXPECT_EQ(sheets[0].At(1, 0), "за 2022 год");
  EXPECT_EQ(sheets[0].At(6, 0), "Всего");
  EXPECT_EQ(sheets[0].At(6, 1), "135527430.8051");
  EXPECT_EQ(sheets[0].At(6, 2), "100") << "an integer in the file";
}

// Requirement 14: half a download. The last sector is filled up with nothing.
TEST(XlsFileTest, RefusesHalfAFile) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/nso/kaz_bns_trade_by_country_2022.xls");
  constexpr size_t kSector = 512;
  for (size_t size = 8; size < content.size() - kSector; size += 1009) {
    EXPECT_EQ(Reason(content.substr(0, size)), "FILE_MALFORMED") << size;
  }
}

}  // namespace
}  // namespace entente::trade
