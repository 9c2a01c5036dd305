#include "common/journal/rules.h"

#include "common/status/error.h"
#include "common/testing/matchers.h"

namespace entente {
namespace {

using ::testing::HasSubstr;
using testing::StatusIs;
using Code = absl::StatusCode;

constexpr auto kAnything = Write::Expect::kAnything;
constexpr auto kAbsent = Write::Expect::kAbsent;
constexpr auto kPresent = Write::Expect::kPresent;

struct Expectation {
  const char* what;
  bool deletion;
  Write::Expect expect;
  int64_t expected_revision;
  std::optional<int64_t> present;
  Code code;
  const char* reason;
  const char* advice;
};

TEST(CheckExpectationsTest, Table) {
  const char* const update = "update it, or choose another id";
  const char* const list = "list the collection";
  const char* const again = "read it again and repeat the change";
  const std::optional<int64_t> none;
  const Expectation cases[] = {
      {"anything, none", false, kAnything, 0, none, Code::kOk, "", ""},
      {"anything, some", false, kAnything, 0, 5, Code::kOk, "", ""},
      {"create, none", false, kAbsent, 0, none, Code::kOk, "", ""},
      {"create, some", false, kAbsent, 0, 5, Code::kAlreadyExists, "ALREADY_EXISTS", update},
      {"update, none", false, kPresent, 0, none, Code::kNotFound, "NOT_FOUND", list},
      {"update, some", false, kPresent, 0, 5, Code::kOk, "", ""},
      {"update, none, etag", false, kPresent, 5, none, Code::kNotFound, "NOT_FOUND", list},
      {"update, some, its etag", false, kPresent, 5, 5, Code::kOk, "", ""},
      {"update, some, old etag", false, kPresent, 4, 5, Code::kAborted, "ETAG_MISMATCH", again},
      {"anything, none, etag", false, kAnything, 5, none, Code::kAborted, "ETAG_MISMATCH", again},
      {"delete, none", true, kAnything, 0, none, Code::kNotFound, "NOT_FOUND", list},
      {"delete, some", true, kAnything, 0, 5, Code::kOk, "", ""},
      {"delete, some, old etag", true, kAnything, 4, 5, Code::kAborted, "ETAG_MISMATCH", again},
  };
  for (const Expectation& c : cases) {
    SCOPED_TRACE(c.what);
    Write write{"things", "things/one", "body", c.expect, c.expected_revision};
    if (c.deletion) write.body.reset();
    const absl::Status status = CheckExpectations(write, c.present);
    EXPECT_THAT(status, StatusIs(c.code, HasSubstr(c.advice)));
    EXPECT_EQ(DetailsOf(status).reason, c.reason);
    if (status.ok()) continue;
    EXPECT_THAT(status.message(), HasSubstr("'things/one'"));
    EXPECT_EQ(DetailsOf(status).metadata.at("name"), "things/one");
  }
}

TEST(CheckWritesTest, NeedsAWrite) {
  const absl::Status status = CheckWrites(Mutation{});
  EXPECT_THAT(status, StatusIs(Code::kInvalidArgument, HasSubstr("at least one change")));
  EXPECT_EQ(DetailsOf(status).reason, "NOTHING_TO_WRITE");
}

TEST(CheckWritesTest, NoDocumentTwice) {
  Mutation mutation;
  mutation.writes = {{"a", "x", "1"}, {"b", "x", "1"}, {"a", "y", "1"}};
  EXPECT_OK(CheckWrites(mutation));
  mutation.writes.push_back({"b", "x", std::nullopt});
  const absl::Status status = CheckWrites(mutation);
  EXPECT_THAT(status, StatusIs(Code::kInvalidArgument, HasSubstr("'x' is changed twice")));
  EXPECT_EQ(DetailsOf(status).reason, "WRITTEN_TWICE");
}

TEST(CheckRepetitionTest, FingerprintDecides) {
  Mutation mutation;
  mutation.request_id = "r1";
  mutation.fingerprint = "f";
  EXPECT_OK(CheckRepetition(mutation, "f"));
  const absl::Status status = CheckRepetition(mutation, "g");
  EXPECT_THAT(status, StatusIs(Code::kInvalidArgument, HasSubstr("'r1' was used")));
  EXPECT_EQ(DetailsOf(status).reason, "REQUEST_ID_REUSED");
  ASSERT_EQ(DetailsOf(status).violations.size(), 1u);
  EXPECT_EQ(DetailsOf(status).violations[0].field, "request_id");
}

TEST(KindOfTest, FollowsTheStates) {
  const Write write{"things", "one", "body"};
  const Write deletion{"things", "one", std::nullopt};
  EXPECT_EQ(KindOf(write, std::nullopt), ChangeKind::kCreated);
  EXPECT_EQ(KindOf(write, 3), ChangeKind::kUpdated);
  EXPECT_EQ(KindOf(deletion, 3), ChangeKind::kDeleted);
}

TEST(RecordedAtTest, NeverGoesBackAndIsWholeMicroseconds) {
  const absl::Time last = absl::FromUnixMicros(1000);
  EXPECT_EQ(RecordedAt(last + absl::Nanoseconds(1999), last), absl::FromUnixMicros(1001));
  EXPECT_EQ(RecordedAt(last - absl::Seconds(9), last), last);
  EXPECT_EQ(RecordedAt(absl::FromUnixNanos(-1), absl::InfinitePast()), absl::FromUnixMicros(-1));
}

}  // namespace
}  // namespace entente
