#include "common/text/file_name.h"

#include "gtest/gtest.h"

namespace entente {
namespace {

TEST(FileNameTest, HasNoEnding) {
  EXPECT_EQ(BareFileName("kaz.csv"), "kaz");
  EXPECT_EQ(BareFileName("kaz.csv.gz"), "kaz");
  EXPECT_EQ(BareFileName("kaz.csv.zst"), "kaz");
  EXPECT_EQ(BareFileName("kaz.2021.csv"), "kaz.2021");
  EXPECT_EQ(BareFileName("kaz"), "kaz");
  EXPECT_EQ(BareFileName(".csv"), "");
}

TEST(FileNameTest, LosesTheMarkOfACopy) {
  EXPECT_EQ(WithoutCopyMark("TradeData (1)"), "TradeData");
  EXPECT_EQ(WithoutCopyMark("TradeData(9)"), "TradeData");
  for (const char* whole : {"TradeData", "(1)", " (1)", "kaz (0)", "kaz (21)", "kaz (2021)",
                            "kaz (a)", "kaz ()", "kaz )", ")", ""}) {
    EXPECT_EQ(WithoutCopyMark(whole), whole);
  }
}

}  // namespace
}  // namespace entente
