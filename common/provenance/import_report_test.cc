#include "common/provenance/import_report.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace entente {
namespace {

// Thousands of rows of one reason must not hide one of another.
TEST(ImportReportTest, CountsRejectedRowsByReasonAndKeepsTheFirstOfEach) {
  ImportReport report;
  for (int line = 2; line < 50; ++line) report.Reject(line, 3, "PERIOD_INVALID", "no such month");
  report.Reject(50, 4, "VALUE_INVALID", "no number");
  EXPECT_EQ(report.rejected(), 49);
  ASSERT_EQ(report.rejections().size(), 2u);
  EXPECT_EQ(report.rejections()[0].reason, "PERIOD_INVALID");
  EXPECT_EQ(report.rejections()[0].count, 48);
  EXPECT_EQ(report.rejections()[1].reason, "VALUE_INVALID");
  EXPECT_EQ(report.rejections()[1].count, 1);
  ASSERT_EQ(report.first_rejected().size(), 6u);
  EXPECT_EQ(report.first_rejected()[0].line, 2);
  EXPECT_EQ(report.first_rejected()[4].line, 6);
  EXPECT_EQ(report.first_rejected()[5].line, 50);
}

TEST(ImportReportTest, CountsAnomaliesByReasonAndKeepsTheFirstPlace) {
  ImportReport report;
  report.Note("FLOW_UNKNOWN", "line 7");
  report.Note("SELF_TRADE", "line 8");
  report.Note("FLOW_UNKNOWN", "line 9");
  ASSERT_EQ(report.anomalies().size(), 2u);
  EXPECT_EQ(report.anomalies()[0].count, 2);
  EXPECT_EQ(report.anomalies()[0].first, "line 7");
  EXPECT_EQ(report.anomalies()[1].count, 1);
}

}  // namespace
}  // namespace entente
