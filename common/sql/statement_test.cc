#include <limits>

#include "common/sql/database.h"
#include "common/testing/matchers.h"

namespace entente::sql {
namespace {

using ::testing::HasSubstr;
using testing::IsOkAndHolds;
using testing::StatusIs;

class StatementTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(db_, Database::Open(":memory:", Database::Mode::kReadWrite));
    ASSERT_OK(db_->Execute("CREATE TABLE t (a, b)"));
  }

  std::unique_ptr<Database> db_;
};

TEST_F(StatementTest, ValuesComeBackAsBound) {
  const std::string text("a\0b\xc4\xb1", 5);
  const std::string bytes("\xff\0\x01", 3);
  ASSERT_OK_AND_ASSIGN(Statement select, db_->Prepare("SELECT ?1, ?2, ?3, ?4"));
  select.Bind(1, std::numeric_limits<int64_t>::min());
  select.Bind(2, text);
  select.BindBlob(3, bytes);
  select.BindNull(4);
  ASSERT_THAT(select.Step(), IsOkAndHolds(true));
  EXPECT_EQ(select.Int(0), std::numeric_limits<int64_t>::min());
  EXPECT_EQ(select.Text(1), text);
  EXPECT_EQ(select.Blob(2), bytes);
  EXPECT_TRUE(select.IsNull(3));
  EXPECT_EQ(select.Int(3), 0);
  EXPECT_EQ(select.Text(3), "");
  EXPECT_THAT(select.Step(), IsOkAndHolds(false));
}

TEST_F(StatementTest, EmptyIsNotNull) {
  ASSERT_OK_AND_ASSIGN(Statement select, db_->Prepare("SELECT ?1, ?2"));
  select.Bind(1, absl::string_view());
  select.BindBlob(2, absl::string_view());
  ASSERT_THAT(select.Step(), IsOkAndHolds(true));
  EXPECT_FALSE(select.IsNull(0));
  EXPECT_FALSE(select.IsNull(1));
}

TEST_F(StatementTest, RunMakesReadyForTheNextBind) {
  ASSERT_OK_AND_ASSIGN(Statement insert, db_->Prepare("INSERT INTO t VALUES (?1, 'x')"));
  for (int64_t i = 0; i < 3; ++i) {
    insert.Bind(1, i);
    ASSERT_OK(insert.Run());
  }
  ASSERT_OK_AND_ASSIGN(Statement sum, db_->Prepare("SELECT sum(a), count(*) FROM t"));
  ASSERT_THAT(sum.Step(), IsOkAndHolds(true));
  EXPECT_EQ(sum.Int(0), 3);
  EXPECT_EQ(sum.Int(1), 3);
}

TEST_F(StatementTest, ResetMakesReadyBeforeTheEnd) {
  ASSERT_OK_AND_ASSIGN(Statement select, db_->Prepare("SELECT ?1 UNION ALL SELECT 9"));
  for (int64_t i = 0; i < 3; ++i) {
    select.Bind(1, i);
    ASSERT_THAT(select.Step(), IsOkAndHolds(true));
    EXPECT_EQ(select.Int(0), i);
    select.Reset();
  }
}

TEST_F(StatementTest, ReturnedStatementForgetsWhatWasBound) {
  constexpr char kText[] = "SELECT ?1";
  {
    ASSERT_OK_AND_ASSIGN(Statement first, db_->Prepare(kText));
    first.Bind(1, 7);
    ASSERT_THAT(first.Step(), IsOkAndHolds(true));
  }
  ASSERT_OK_AND_ASSIGN(Statement second, db_->Prepare(kText));
  ASSERT_THAT(second.Step(), IsOkAndHolds(true));
  EXPECT_TRUE(second.IsNull(0));
}

TEST_F(StatementTest, OneTextCanBeLentTwice) {
  constexpr char kText[] = "SELECT ?1 UNION ALL SELECT 9";
  ASSERT_OK_AND_ASSIGN(Statement outer, db_->Prepare(kText));
  outer.Bind(1, 1);
  ASSERT_THAT(outer.Step(), IsOkAndHolds(true));
  {
    ASSERT_OK_AND_ASSIGN(Statement inner, db_->Prepare(kText));
    inner.Bind(1, 2);
    ASSERT_THAT(inner.Step(), IsOkAndHolds(true));
    EXPECT_EQ(inner.Int(0), 2);
  }
  EXPECT_EQ(outer.Int(0), 1);
  ASSERT_THAT(outer.Step(), IsOkAndHolds(true));
  EXPECT_EQ(outer.Int(0), 9);
}

TEST_F(StatementTest, BindErrorIsReturnedOnceByStep) {
  ASSERT_OK_AND_ASSIGN(Statement select, db_->Prepare("SELECT ?1"));
  select.Bind(2, 1);
  select.Bind(1, 1);
  EXPECT_THAT(select.Step(), StatusIs(absl::StatusCode::kInternal, HasSubstr("SELECT ?1")));
  EXPECT_THAT(select.Step(), IsOkAndHolds(true));
}

TEST_F(StatementTest, RunRefusesRows) {
  ASSERT_OK_AND_ASSIGN(Statement select, db_->Prepare("SELECT 1"));
  EXPECT_THAT(select.Run(), StatusIs(absl::StatusCode::kInternal, HasSubstr("a row came")));
}

TEST_F(StatementTest, FailedStepLeavesTheStatementUsable) {
  ASSERT_OK(db_->Execute("CREATE UNIQUE INDEX u ON t (a)"));
  ASSERT_OK_AND_ASSIGN(Statement insert, db_->Prepare("INSERT INTO t VALUES (?1, 'x')"));
  insert.Bind(1, 1);
  ASSERT_OK(insert.Run());
  EXPECT_THAT(insert.Run(), StatusIs(absl::StatusCode::kAlreadyExists, HasSubstr("t.a")));
  insert.Bind(1, 2);
  EXPECT_OK(insert.Run());
}

TEST_F(StatementTest, MovedStatementIsLentOnce) {
  constexpr char kText[] = "SELECT 1";
  {
    ASSERT_OK_AND_ASSIGN(Statement first, db_->Prepare(kText));
    const Statement second = std::move(first);
  }
  ASSERT_OK_AND_ASSIGN(Statement again, db_->Prepare(kText));
  EXPECT_THAT(again.Step(), IsOkAndHolds(true));
}

}  // namespace
}  // namespace entente::sql
