#include "trade_service/load/xls.h"

#include <bit>

#include "absl/strings/str_cat.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/shared_data.h"
#include "trade_service/testing/xls.h"

namespace entente::trade::xls_test {
namespace {

using testing::Beginning;
using testing::CompoundFile;
using ::testing::ElementsAre;
using testing::EndOfPart;
using testing::Little;
using testing::NarrowText;
using testing::Record;
using testing::WorkbookStream;

// Row, column and format of a cell, and its content.
std::string Cell(int row, int column, absl::string_view content) {
  return absl::StrCat(Little(row, 2), Little(column, 2), Little(0, 2), content);
}

std::string Double(double number) { return Little(std::bit_cast<uint64_t>(number), 8); }

std::string Strings(int count, absl::string_view texts) {
  return Record(0xFC, absl::StrCat(Little(count, 4), Little(count, 4), texts));
}

// The rows of the only worksheet of a workbook.
std::vector<std::vector<std::string>> RowsOf(const std::string& globals, const std::string& cells) {
  const auto sheets = ReadXls(CompoundFile(WorkbookStream(globals, cells)));
  EXPECT_OK(sheets);
  if (!sheets.ok()) return {};
  EXPECT_EQ(sheets->size(), 1u);
  EXPECT_EQ(sheets->at(0).name, "2022");
  return sheets->at(0).rows;
}

std::string Reason(const std::string& content) {
  return DetailsOf(ReadXls(content).status()).reason;
}

std::string ReasonOf(const std::string& globals, const std::string& cells) {
  return Reason(CompoundFile(WorkbookStream(globals, cells)));
}

TEST(XlsTest, Numbers) {
  const std::string hundredfold = Little((uint32_t{12345} << 2) | 3, 4);
  const std::string negative = Little((static_cast<uint32_t>(-7) << 2) | 2, 4);
  const std::string half = Little(std::bit_cast<uint64_t>(0.5) >> 32, 4);
  const std::string cells =
      absl::StrCat(Record(0x203, Cell(0, 0, Double(135527430.80509999))),
                   Record(0x203, Cell(0, 1, Double(2e-5))), Record(0x27E, Cell(0, 2, hundredfold)),
                   Record(0xBD, absl::StrCat(Little(1, 2), Little(1, 2), Little(0, 2), negative,
                                             Little(0, 2), half, Little(2, 2))),
                   Record(0x06, Cell(2, 0, absl::StrCat(Double(100), std::string(8, '\0')))));
  EXPECT_THAT(RowsOf("", cells), ElementsAre(ElementsAre("135527430.8051", "2e-05", "123.45"),
                                             ElementsAre("", "-7", "0.5"), ElementsAre("100")));
}

TEST(XlsTest, Texts) {
  const std::string wide =
      absl::StrCat(Little(2, 2), Little(1, 1), Little(0x41A, 2), Little(0x437, 2));  // Кз
  const std::string rich = absl::StrCat(Little(3, 2), Little(8 + 4, 1), Little(1, 2), Little(5, 4),
                                        "abc", "RUNS", "PHONE");
  const std::string no_number = absl::StrCat(Little(0, 6), Little(0xFFFF, 2));
  const std::string cells = absl::StrCat(
      Record(0xFD, Cell(0, 0, Little(0, 4))), Record(0xFD, Cell(0, 1, Little(1, 4))),
      Record(0xFD, Cell(0, 2, Little(2, 4))), Record(0x204, Cell(1, 0, NarrowText("label", 2))),
      Record(0x06, Cell(1, 1, no_number)), Record(0x207, NarrowText("result", 2)));
  EXPECT_THAT(RowsOf(Strings(3, absl::StrCat(wide, rich, NarrowText("  x ", 2))), cells),
              ElementsAre(ElementsAre("Кз", "abc", "x"), ElementsAre("label", "result")));
}

// A text may go on in the next record, and the width of its letters may change there.
TEST(XlsTest, TextsInSeveralRecords) {
  const std::string globals =
      absl::StrCat(Strings(2, absl::StrCat(Little(4, 2), Little(0, 1), "ab")),
                   Record(0x3C, absl::StrCat(Little(1, 1), Little(0x41A, 2), Little(0x437, 2))),
                   Record(0x3C, NarrowText("next", 2)));
  const std::string cells =
      absl::StrCat(Record(0xFD, Cell(0, 0, Little(0, 4))), Record(0xFD, Cell(0, 1, Little(1, 4))));
  EXPECT_THAT(RowsOf(globals, cells), ElementsAre(ElementsAre("abКз", "next")));
}

TEST(XlsTest, ChartsWithinAWorksheetArePassedOver) {
  const std::string cells = absl::StrCat(Beginning(32), Record(0x203, Cell(9, 9, Double(9))),
                                         EndOfPart(), Record(0x203, Cell(0, 0, Double(1))));
  EXPECT_THAT(RowsOf("", cells), ElementsAre(ElementsAre("1")));
}

TEST(XlsTest, CellsBeyondTheEndAreEmpty) {
  const XlsSheet sheet = {.name = "x", .rows = {{"a"}, {}}};
  EXPECT_EQ(sheet.At(0, 0), "a");
  EXPECT_EQ(sheet.At(0, 1), "");
  EXPECT_EQ(sheet.At(1, 0), "");
  EXPECT_EQ(sheet.At(2, 0), "");
}

TEST(XlsTest, RefusesWhatIsNone) {
  EXPECT_FALSE(IsXls("PK\x03\x04"));
  EXPECT_EQ(Reason(""), "FILE_MALFORMED");
  EXPECT_EQ(Reason("a,b\n"), "FILE_MALFORMED");
  EXPECT_EQ(Reason(CompoundFile("")), "FILE_MALFORMED");
  EXPECT_EQ(Reason(CompoundFile(Beginning(5, 0x500))), "FILE_MALFORMED") << "Excel 95";
  EXPECT_EQ(ReasonOf(Record(0x2F, "key"), ""), "FILE_MALFORMED") << "encrypted";
  EXPECT_EQ(ReasonOf("", Record(0xFD, Cell(0, 0, Little(0, 4)))), "FILE_MALFORMED")
      << "a text that is not there";
  EXPECT_EQ(ReasonOf("", Record(0x203, Cell(0, 300, Double(1)))), "FILE_MALFORMED") << "column";
  EXPECT_EQ(ReasonOf("", Record(0x204, Cell(0, 0, Little(99, 2)))), "FILE_MALFORMED");
  EXPECT_EQ(ReasonOf(Strings(1, Little(99, 2)), ""), "FILE_MALFORMED");
  EXPECT_EQ(ReasonOf("", Record(0x203, Cell(0, 0, "1234567"))), "FILE_MALFORMED") << "cut off";
  EXPECT_EQ(ReasonOf("", Record(0xBD, "123")), "FILE_MALFORMED") << "cut off";
  const std::string stream = WorkbookStream("", Record(0x203, Cell(0, 0, Double(1))));
  for (size_t size = 0; size < stream.size(); ++size) {
    EXPECT_EQ(Reason(CompoundFile(stream.substr(0, size))), "FILE_MALFORMED") << size;
  }
}

// A small file can name one worksheet many times.
TEST(XlsTest, RefusesWorksheetsThatOverlap) {
  const auto sheet = [](size_t at) {
    return Record(0x85, absl::StrCat(Little(at, 4), Little(0, 2), NarrowText("again", 1)));
  };
  const std::string number = Record(0x203, Cell(0, 0, Double(1)));
  const size_t before = WorkbookStream(sheet(0), "").size() - Beginning(16).size();
  const size_t at = before - EndOfPart().size();
  std::string cells;
  for (int i = 0; i < 20; ++i) cells += number;
  EXPECT_EQ(ReasonOf(sheet(at), cells), "FILE_MALFORMED");
}

// A small file can name one long text in many cells, and cells far away from each other.
TEST(XlsTest, BoundsMemory) {
  std::string cells;
  for (int row = 0; row < 800; ++row) {
    absl::StrAppend(&cells, Record(0xFD, Cell(row, 0, Little(0, 4))));
  }
  EXPECT_EQ(ReasonOf(Strings(1, NarrowText(std::string(8000, 'x'), 2)), cells), "");
  EXPECT_EQ(ReasonOf(Strings(1, NarrowText(std::string(50000, 'x'), 2)), cells), "FILE_TOO_LARGE");
  cells.clear();
  for (int row = 0; row < 64000; row += 16) {
    absl::StrAppend(&cells, Record(0x27E, Cell(row, 255, Little(0, 4))));
  }
  EXPECT_EQ(ReasonOf("", cells), "FILE_TOO_LARGE");
}

TEST(XlsFileTest, NumbersAreTheShortestDecimals) {
  READ_SHARED_FILE_OR_SKIP(content, "trade/nso/kaz_bns_trade_by_country_2022.xls");
  ASSERT_OK_AND_ASSIGN(const std::vector<XlsSheet> sheets, ReadXls(content));
  ASSERT_EQ(sheets.size(), 2u);
  EXPECT_EQ(sheets[0].name, "2022");
  EXPECT_EQ(sheets[1].name, "2021");
  EXPECT_EQ(sheets[0].At(1, 0), "за 2022 год");
  EXPECT_EQ(sheets[0].At(6, 0), "Всего");
  EXPECT_EQ(sheets[0].At(6, 1), "135527430.8051");
  EXPECT_EQ(sheets[0].At(6, 2), "100");
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
}  // namespace entente::trade::xls_test
