#include "agreements_service/load/mtdsg.h"

#include "gtest/gtest.h"

namespace entente::agreements::mtdsg_test {
namespace {

TEST(MtdsgIdTest, ChapterAndNumber) {
  EXPECT_EQ(MtdsgId("1-1"), "1-1");
  EXPECT_EQ(MtdsgId("10-11.a"), "10-11-a");
  EXPECT_EQ(MtdsgId("10-11-A"), "10-11-a");
  EXPECT_EQ(MtdsgId("3-2.13"), "3-2-13");
  EXPECT_EQ(MtdsgId("12-1.2a"), "12-1-2a");
}

TEST(MtdsgIdTest, NoOtherText) {
  for (const char* text : {"", "1", "-", "1-", "-1", "index", "x-1", "1-x", "2024-01", "1-1-",
                           "1-1-2-3-4", "1-1 (2)", "1-2-index", "1-/1"}) {
    EXPECT_EQ(MtdsgId(text), "") << text;
  }
}

}  // namespace
}  // namespace entente::agreements::mtdsg_test
