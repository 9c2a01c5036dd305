#include "common/api/list.h"

#include <map>
#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "gtest/gtest.h"

#include "common/journal/memory_journal.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/resource.pb.h"

namespace entente {
namespace {

using testing::IsOkAndHolds;
using testing::StatusIs;
using testing::v1::ListResourcesRequest;

class ListTest : public ::testing::Test {
 protected:
  ListTest() {
    for (int i = 0; i < 10; ++i) Add(absl::StrCat("r", i));
  }

  void Add(const std::string& name) {
    Mutation mutation;
    mutation.writes = {{.collection = "c", .name = name, .body = "x"}};
    ASSERT_OK(journal_.Append(mutation, absl::UnixEpoch() + absl::Seconds(journal_.Head())));
  }

  // One page of the names that end in none of the request's filter's letters.
  absl::StatusOr<Page<Document>> List(const ListResourcesRequest& request) {
    ASSIGN_OR_RETURN(const ListPoint list, CheckList(request, journal_));
    return FillPage<Document>(
        list,
        [&](absl::string_view after, int limit) {
          return journal_.List("c", "", after, limit, list.read.revision);
        },
        [&](const Document& document) {
          return !absl::StrContains(request.filter(), document.name.back());
        },
        [](const Document& document) { return document.name; });
  }

  // The names of all pages, pages parted by "|". `between` runs before each later page.
  absl::StatusOr<std::string> ListAll(
      ListResourcesRequest request, const std::function<void()>& between = [] {}) {
    std::string all;
    while (true) {
      ASSIGN_OR_RETURN(const Page<Document> page, List(request));
      for (const Document& document : page.items) absl::StrAppend(&all, document.name, " ");
      if (page.next_token.empty()) return all;
      all += "| ";
      request.set_page_token(page.next_token);
      between();
    }
  }

  MemoryJournal journal_;
};

ListResourcesRequest Request(int page_size, const std::string& filter = "") {
  ListResourcesRequest request;
  request.set_page_size(page_size);
  request.set_filter(filter);
  return request;
}

TEST_F(ListTest, PagesHoldEverythingOnce) {
  EXPECT_THAT(ListAll(Request(0)), IsOkAndHolds("r0 r1 r2 r3 r4 r5 r6 r7 r8 r9 "));
  EXPECT_THAT(ListAll(Request(4)), IsOkAndHolds("r0 r1 r2 r3 | r4 r5 r6 r7 | r8 r9 "));
  EXPECT_THAT(ListAll(Request(5)), IsOkAndHolds("r0 r1 r2 r3 r4 | r5 r6 r7 r8 r9 "));
  EXPECT_THAT(ListAll(Request(9)), IsOkAndHolds("r0 r1 r2 r3 r4 r5 r6 r7 r8 | r9 "));
}

TEST_F(ListTest, AFilterLeavesNoPageShort) {
  EXPECT_THAT(ListAll(Request(2, "0135")), IsOkAndHolds("r2 r4 | r6 r7 | r8 r9 "));
  EXPECT_THAT(ListAll(Request(2, "56789")), IsOkAndHolds("r0 r1 | r2 r3 | r4 "));
  EXPECT_THAT(ListAll(Request(1, "012345678")), IsOkAndHolds("r9 "));
  EXPECT_THAT(ListAll(Request(3, "0123456789")), IsOkAndHolds(""));
}

TEST_F(ListTest, LaterPagesKeepTheRevisionOfTheFirst) {
  const std::string expected = "r0 r1 r2 r3 | r4 r5 r6 r7 | r8 r9 ";
  EXPECT_THAT(ListAll(Request(4), [&] { Add(absl::StrCat("r5", journal_.Head())); }),
              IsOkAndHolds(expected));
}

TEST_F(ListTest, ReadsAtAState) {
  ListResourcesRequest request = Request(2);
  request.mutable_read_at()->set_revision(3);
  EXPECT_THAT(ListAll(request), IsOkAndHolds("r0 r1 | r2 "));
  request.mutable_read_at()->clear_revision();
  request.mutable_read_at()->mutable_as_recorded()->set_seconds(3);
  EXPECT_THAT(ListAll(request), IsOkAndHolds("r0 r1 | r2 r3 "));
}

TEST_F(ListTest, ThePageSizeMayChangeAndNothingElse) {
  ASSERT_OK_AND_ASSIGN(const Page<Document> first, List(Request(4)));
  ListResourcesRequest next = Request(2);
  next.set_page_token(first.next_token);
  ASSERT_OK_AND_ASSIGN(const Page<Document> second, List(next));
  EXPECT_EQ(second.items.size(), 2u);
  EXPECT_EQ(second.items[0].name, "r4");

  ListResourcesRequest other = Request(4, "1");
  other.set_page_token(first.next_token);
  EXPECT_EQ(DetailsOf(List(other).status()).reason, "PAGE_TOKEN_INVALID");
  other = Request(4);
  other.set_page_token(first.next_token);
  other.mutable_read_at()->set_revision(5);
  EXPECT_EQ(DetailsOf(List(other).status()).reason, "PAGE_TOKEN_INVALID");
}

TEST_F(ListTest, ChecksThePageSize) {
  ASSERT_OK_AND_ASSIGN(const ListPoint large, CheckList(Request(1001), journal_));
  EXPECT_EQ(large.limit, 1000);
  const absl::Status status = List(Request(-1)).status();
  EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument));
  EXPECT_EQ(DetailsOf(status).reason, "PAGE_SIZE_INVALID");
}

TEST_F(ListTest, ErrorsOfTheStoreComeThrough) {
  ASSERT_OK_AND_ASSIGN(const ListPoint list, CheckList(Request(1), journal_));
  EXPECT_THAT(FillPage<int>(
                  list,
                  [](absl::string_view, int) -> absl::StatusOr<std::vector<int>> {
                    return absl::DataLossError("torn");
                  },
                  [](int) { return true; }, [](int) { return std::string(); }),
              StatusIs(absl::StatusCode::kDataLoss, "torn"));
}

}  // namespace
}  // namespace entente
