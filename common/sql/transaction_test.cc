#include "common/sql/database.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"

namespace entente::sql {
namespace {

using ::testing::HasSubstr;
using testing::StatusIs;

class TransactionTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(db_, Database::Open(path_, Database::Mode::kReadWrite));
    ASSERT_OK(db_->Execute("CREATE TABLE t (a UNIQUE)"));
  }

  int64_t Rows() {
    absl::StatusOr<Statement> count = db_->Prepare("SELECT count(*) FROM t");
    EXPECT_OK(count);
    EXPECT_OK(count->Step());
    return count->Int(0);
  }

  testing::TempFolder folder_;
  const std::string path_ = folder_.File("store.db");
  std::unique_ptr<Database> db_;
};

TEST_F(TransactionTest, CommitKeeps) {
  {
    ASSERT_OK_AND_ASSIGN(Transaction transaction, Transaction::Begin(*db_));
    ASSERT_OK(db_->Execute("INSERT INTO t VALUES (1)"));
    ASSERT_OK(transaction.Commit());
  }
  EXPECT_EQ(Rows(), 1);
}

TEST_F(TransactionTest, EndOfScopeRollsBack) {
  {
    ASSERT_OK_AND_ASSIGN(Transaction transaction, Transaction::Begin(*db_));
    ASSERT_OK(db_->Execute("INSERT INTO t VALUES (1)"));
  }
  EXPECT_EQ(Rows(), 0);
  EXPECT_OK(Transaction::Begin(*db_));
}

TEST_F(TransactionTest, MovedTransactionRollsBackOnce) {
  {
    ASSERT_OK_AND_ASSIGN(Transaction transaction, Transaction::Begin(*db_));
    const Transaction moved = std::move(transaction);
    ASSERT_OK(db_->Execute("INSERT INTO t VALUES (1)"));
  }
  EXPECT_EQ(Rows(), 0);
}

TEST_F(TransactionTest, EndOfScopeRollsBackUnderALentStatement) {
  ASSERT_OK(db_->Execute("INSERT INTO t VALUES (1), (2)"));
  {
    ASSERT_OK_AND_ASSIGN(Statement select, db_->Prepare("SELECT a FROM t"));
    ASSERT_OK_AND_ASSIGN(Transaction transaction, Transaction::Begin(*db_));
    ASSERT_OK(select.Step());
    ASSERT_OK(db_->Execute("INSERT INTO t VALUES (3)"));
  }
  EXPECT_EQ(Rows(), 2);
}

TEST_F(TransactionTest, ErrorInsideLeavesTheRestToTheCaller) {
  {
    ASSERT_OK_AND_ASSIGN(Transaction transaction, Transaction::Begin(*db_));
    ASSERT_OK(db_->Execute("INSERT INTO t VALUES (1)"));
    EXPECT_THAT(db_->Execute("INSERT INTO t VALUES (1)"),
                StatusIs(absl::StatusCode::kAlreadyExists));
    ASSERT_OK(transaction.Commit());
  }
  EXPECT_EQ(Rows(), 1);
}

TEST_F(TransactionTest, OneInsideAnotherIsRefused) {
  ASSERT_OK_AND_ASSIGN(const Transaction outer, Transaction::Begin(*db_));
  EXPECT_THAT(Transaction::Begin(*db_), StatusIs(absl::StatusCode::kInternal));
}

TEST_F(TransactionTest, AnotherWriterIsUnavailable) {
  ASSERT_OK_AND_ASSIGN(const auto other, Database::Open(path_, Database::Mode::kReadWrite));
  ASSERT_OK(other->Execute("PRAGMA busy_timeout = 0"));
  ASSERT_OK_AND_ASSIGN(Transaction transaction, Transaction::Begin(*db_));
  EXPECT_THAT(Transaction::Begin(*other),
              StatusIs(absl::StatusCode::kUnavailable, HasSubstr("another process")));
  ASSERT_OK(transaction.Commit());
  EXPECT_OK(Transaction::Begin(*other));
}

}  // namespace
}  // namespace entente::sql
