#include "common/sql/connections.h"

#include <atomic>
#include <thread>

#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"

namespace entente::sql {
namespace {

using testing::IsOkAndHolds;
using testing::StatusIs;

class ConnectionsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    ASSERT_OK_AND_ASSIGN(connections_, Connections::Open(path_));
    const auto writer = connections_->Write();
    ASSERT_OK(Migrate(*writer, 1, {"CREATE TABLE t (a); INSERT INTO t VALUES (1), (2)"}));
  }

  int64_t Sum() {
    const auto reader = connections_->Read();
    EXPECT_OK(reader);
    absl::StatusOr<Statement> sum = (*reader)->Prepare("SELECT sum(a) FROM t");
    EXPECT_OK(sum);
    EXPECT_OK(sum->Step());
    return sum->Int(0);
  }

  testing::TempFolder folder_;
  const std::string path_ = folder_.File("store.db");
  std::unique_ptr<Connections> connections_;
};

TEST_F(ConnectionsTest, MemoryCannotBeShared) {
  EXPECT_THAT(Connections::Open(":memory:"), StatusIs(absl::StatusCode::kInvalidArgument));
}

TEST_F(ConnectionsTest, OthersOverTheSameFileAreRefused) {
  const absl::Status status = Connections::Open(path_).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kFailedPrecondition,
                               ::testing::HasSubstr("another server has this store open")));
  EXPECT_EQ(DetailsOf(status).reason, "STORE_IN_USE");
  EXPECT_EQ(Sum(), 3);
  connections_ = nullptr;
  EXPECT_OK(Connections::Open(path_));
}

TEST_F(ConnectionsTest, OtherProgramsStillRead) {
  ASSERT_OK_AND_ASSIGN(const auto db, Database::Open(path_, Database::Mode::kReadOnly));
  ASSERT_OK_AND_ASSIGN(Statement select, db->Prepare("SELECT a FROM t"));
  EXPECT_THAT(select.Step(), IsOkAndHolds(true));
}

TEST_F(ConnectionsTest, ReaderKeepsItsSnapshotWhileTheWriterWrites) {
  ASSERT_OK_AND_ASSIGN(const auto reader, connections_->Read());
  ASSERT_OK_AND_ASSIGN(Statement select, reader->Prepare("SELECT a FROM t ORDER BY a"));
  ASSERT_THAT(select.Step(), IsOkAndHolds(true));
  {
    const auto writer = connections_->Write();
    ASSERT_OK_AND_ASSIGN(Transaction transaction, Transaction::Begin(*writer));
    ASSERT_OK(writer->Execute("INSERT INTO t VALUES (4)"));
    EXPECT_EQ(Sum(), 3);  // uncommitted
    ASSERT_OK(transaction.Commit());
  }
  EXPECT_EQ(Sum(), 7);
  ASSERT_THAT(select.Step(), IsOkAndHolds(true));
  EXPECT_EQ(select.Int(0), 2);
  EXPECT_THAT(select.Step(), IsOkAndHolds(false));
}

TEST_F(ConnectionsTest, ReadersRefuseWrites) {
  ASSERT_OK_AND_ASSIGN(const auto reader, connections_->Read());
  EXPECT_THAT(reader->Execute("DELETE FROM t"), StatusIs(absl::StatusCode::kPermissionDenied));
}

TEST_F(ConnectionsTest, ReadersAreKept) {
  const Database* first = nullptr;
  {
    ASSERT_OK_AND_ASSIGN(const auto reader, connections_->Read());
    first = &*reader;
    ASSERT_OK_AND_ASSIGN(const auto other, connections_->Read());
    EXPECT_NE(&*other, first);
  }
  ASSERT_OK_AND_ASSIGN(const auto again, connections_->Read());
  EXPECT_EQ(&*again, first);
}

TEST_F(ConnectionsTest, WritersTakeTurnsAndReadersSeeWholeTransactions) {
  constexpr int kThreads = 3;
  constexpr int kTransactions = 20;
  std::atomic<bool> done = false;
  std::thread reader([&] {
    while (!done) EXPECT_EQ(Sum() % 3, 0);
  });
  std::vector<std::thread> writers;
  for (int thread = 0; thread < kThreads; ++thread) {
    writers.emplace_back([&] {
      for (int i = 0; i < kTransactions; ++i) {
        const auto writer = connections_->Write();
        ASSERT_OK_AND_ASSIGN(Transaction transaction, Transaction::Begin(*writer));
        ASSERT_OK(writer->Execute("INSERT INTO t VALUES (1)"));
        ASSERT_OK(writer->Execute("INSERT INTO t VALUES (2)"));
        ASSERT_OK(transaction.Commit());
      }
    });
  }
  for (std::thread& writer : writers) writer.join();
  done = true;
  reader.join();
  EXPECT_EQ(Sum(), 3 + 3 * kThreads * kTransactions);
}

}  // namespace
}  // namespace entente::sql
