#include "common/provenance/import_report.h"

#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

namespace entente {
namespace {

TEST(ImportReportTest, CountsEveryRejectedRowAndKeepsTheFirst) {
  ImportReport report;
  for (int line = 2; line < 50; ++line) report.Reject(line, 3, "PERIOD_INVALID", "no such month");
  EXPECT_EQ(report.rejected(), 48);
  ASSERT_EQ(report.first_rejected().size(), 20u);
  EXPECT_EQ(report.first_rejected().front().line, 2);
  EXPECT_EQ(report.first_rejected().back().line, 21);
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
