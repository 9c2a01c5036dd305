#include "client/render/layout.h"

#include "gtest/gtest.h"

namespace entente::client {
namespace {

TEST(DisplayWidth, CountsColumnsNotBytes) {
  EXPECT_EQ(DisplayWidth(""), 0);
  EXPECT_EQ(DisplayWidth("Türkiye"), 7);
  EXPECT_EQ(DisplayWidth("Казахстан"), 9);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1);  // a combining mark
  EXPECT_EQ(DisplayWidth("中国"), 4);
}

TEST(Wrap, BreaksBetweenWordsAndIndents) {
  EXPECT_EQ(Wrap("one two three", 9, 0, 2), "one two\n  three\n");
  EXPECT_EQ(Wrap("one", 9, 2, 4), "  one\n");
  EXPECT_EQ(Wrap("", 9, 2, 4), "\n");
}

TEST(Wrap, MeasuresLettersNotBytes) { EXPECT_EQ(Wrap("ÖÖÖ ÖÖÖ", 7, 0, 0), "ÖÖÖ ÖÖÖ\n"); }

TEST(Wrap, LeavesAWordThatIsTooLongWhole) {
  EXPECT_EQ(Wrap("see https://example.org/a/b", 10, 0, 2), "see\n  https://example.org/a/b\n");
}

TEST(Table, AlignsDecimalPoints) {
  Table table(1, {Table::Align::kLeft, Table::Align::kPoint});
  table.Row({"a", "1,234.5"});
  table.Row({"bcd", "10"});
  EXPECT_EQ(table.ToString(80), " a    1,234.5\n bcd     10\n");
}

TEST(Table, WrapsItsLastColumn) {
  Table table(0, {Table::Align::kLeft, Table::Align::kLeft});
  table.Row({"2022", "a title that is longer than its line"});
  EXPECT_EQ(table.ToString(30), "2022  a title that is longer\n      than its line\n");
}

TEST(Table, LeavesAnEmptyColumnOut) {
  Table table(0, {Table::Align::kLeft, Table::Align::kLeft, Table::Align::kLeft});
  table.Row({"a", "", "b"});
  EXPECT_EQ(table.ToString(30), "a  b\n");
}

TEST(Table, NamesTheColumnsThatHaveCells) {
  Table table(
      0, {Table::Align::kLeft, Table::Align::kPoint, Table::Align::kRight, Table::Align::kLeft});
  table.Header({"year", "value", "share", "source"});
  table.Row({"2021", "1,234.5", "", "[1]"});
  table.Row({"2022", "10", "", "[1]"});
  EXPECT_EQ(table.ToString(30),
            "year    value  source\n"
            "2021  1,234.5  [1]\n"
            "2022     10    [1]\n");
}

TEST(PrintableTest, NothingCommandsTheTerminal) {
  EXPECT_EQ(Printable("Türkiye"), "Türkiye");
  EXPECT_EQ(Printable("a\nb\tc"), "a b c");
  EXPECT_EQ(Printable("\x1b[31mred\x07"), "\uFFFD[31mred\uFFFD");
  EXPECT_EQ(Printable("\u009b2J"), "\uFFFD2J") << "a control character of the upper half";
  EXPECT_EQ(Printable("\u202Eback"), "\uFFFDback");
  EXPECT_EQ(Wrap("\x1b[2J", 20, 0, 0), "\uFFFD[2J\n");
  Table table(0, {Table::Align::kLeft, Table::Align::kLeft});
  table.Row({"a\x1b", "b\nc"});
  table.Line(0, "\x1b]0;title");
  EXPECT_EQ(table.ToString(40), "a\uFFFD  b c\n\uFFFD]0;title\n");
}

}  // namespace
}  // namespace entente::client
