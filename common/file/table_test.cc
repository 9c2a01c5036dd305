#include "common/file/table.h"

#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using ::testing::HasSubstr;

std::string Fields(const Table& table) { return absl::StrJoin(table.fields(), "|"); }

TEST(TableTest, HeaderAndRowsPastBlankLines) {
  Table table("a,b\r\n\r\n1,\"2,3\"\r\n \r\n4,5\r\n");
  ASSERT_OK(table.ReadHeader());
  EXPECT_EQ(Fields(table), "a|b");
  EXPECT_EQ(table.width(), 2u);
  EXPECT_THAT(table.Next(), IsOkAndHolds(true));
  EXPECT_EQ(Fields(table), "1|2,3");
  EXPECT_EQ(table.line(), 3);
  EXPECT_THAT(table.Next(), IsOkAndHolds(true));
  EXPECT_EQ(Fields(table), "4|5");
  EXPECT_THAT(table.Next(), IsOkAndHolds(false));
  EXPECT_OK(table.CheckEnd());
}

TEST(TableTest, ATabInTheHeaderSeparates) {
  Table table("a\tb\n1,5\t2\n");
  ASSERT_OK(table.ReadHeader());
  EXPECT_THAT(table.Next(), IsOkAndHolds(true));
  EXPECT_EQ(Fields(table), "1,5|2");
}

TEST(TableTest, RemarksAboveTheHeaderArePassedOver) {
  Table table("\xEF\xBB\xBF\"Cite us; please\"\r\n\na;b\r\n1,5;2\r\n", ';');
  ASSERT_OK(table.ReadHeaderBelowRemarks());
  EXPECT_EQ(Fields(table), "a|b");
  EXPECT_THAT(table.Next(), IsOkAndHolds(true));
  EXPECT_EQ(Fields(table), "1,5|2");
  EXPECT_EQ(table.line(), 4);
  Table none("\"Cite us\"\n", ';');
  EXPECT_EQ(DetailsOf(none.ReadHeaderBelowRemarks()).reason, "FILE_EMPTY");
}

TEST(TableTest, OneFieldMoreIfItIsEmpty) {
  Table table("a,b\n1,2,\n1,2,3\n");
  ASSERT_OK(table.ReadHeader());
  EXPECT_THAT(table.Next(), IsOkAndHolds(true));
  const absl::Status status = table.Next().status();
  EXPECT_EQ(DetailsOf(status).reason, "FILE_MALFORMED");
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument, HasSubstr("line 3: has 3")));
}

// Requirement 14: half a download.
TEST(TableTest, HalfADownload) {
  Table few("a,b\n1\n");
  ASSERT_OK(few.ReadHeader());
  EXPECT_EQ(DetailsOf(few.Next().status()).reason, "FILE_TRUNCATED");
  EXPECT_EQ(DetailsOf(Table("").ReadHeader()).reason, "FILE_EMPTY");
  Table none("a,b\n\n");
  ASSERT_OK(none.ReadHeader());
  EXPECT_EQ(DetailsOf(none.Next().status()).reason, "FILE_EMPTY");
  Table open("a,b\n1,2");
  ASSERT_OK(open.ReadHeader());
  EXPECT_THAT(open.Next(), IsOkAndHolds(true));
  EXPECT_EQ(DetailsOf(open.CheckEnd()).reason, "FILE_TRUNCATED");
  EXPECT_EQ(DetailsOf(open.CheckEnd()).metadata["line"], "2");
}

}  // namespace
}  // namespace entente
