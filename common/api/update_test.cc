#include "common/api/update.h"

#include <string>
#include <vector>

#include "google/protobuf/text_format.h"
#include "gtest/gtest.h"

#include "common/journal/memory_journal.h"
#include "common/status/error.h"
#include "common/testing/matchers.h"
#include "common/testing/resource.pb.h"

namespace entente {
namespace {

using ::testing::ElementsAre;
using testing::StatusIs;
using testing::v1::Resource;

Resource FromText(const std::string& text) {
  Resource resource;
  EXPECT_TRUE(google::protobuf::TextFormat::ParseFromString(text, &resource));
  return resource;
}

Resource Old() {
  return FromText(R"(name: "rs/1" etag: "r7" recorded { seconds: 7 } revision: 7
                     title: "old" tags: "a" tags: "b"
                     evidence { publisher: "old" note: "old" })");
}

Resource New() {
  return FromText(R"(name: "rs/2" etag: "r9" recorded { seconds: 9 } revision: 9
                     title: "new" tags: "c" evidence { publisher: "new" })");
}

google::protobuf::FieldMask Mask(const std::vector<std::string>& paths) {
  google::protobuf::FieldMask mask;
  for (const std::string& path : paths) mask.add_paths(path);
  return mask;
}

// Old with what `paths` take from `from`.
std::string Applied(const std::vector<std::string>& paths, const Resource& from) {
  Resource into = Old();
  EXPECT_OK(ApplyMask(Mask(paths), from, into));
  return into.ShortDebugString();
}

std::string With(const std::string& text) {
  return FromText(R"(name: "rs/1" etag: "r7" recorded { seconds: 7 } revision: 7 )" + text)
      .ShortDebugString();
}

TEST(ApplyMaskTest, TakesTheFieldsThatItNames) {
  EXPECT_EQ(Applied({"title"}, New()),
            With(R"(title: "new" tags: "a" tags: "b" evidence { publisher: "old" note: "old" })"));
  EXPECT_EQ(Applied({"tags", "title"}, New()),
            With(R"(title: "new" tags: "c" evidence { publisher: "old" note: "old" })"));
  EXPECT_EQ(Applied({"evidence"}, New()),
            With(R"(title: "old" tags: "a" tags: "b" evidence { publisher: "new" })"));
  EXPECT_EQ(Applied({"evidence.publisher"}, New()),
            With(R"(title: "old" tags: "a" tags: "b" evidence { publisher: "new" note: "old" })"));
}

TEST(ApplyMaskTest, TakesEverythingIfItIsEmpty) {
  EXPECT_EQ(Applied({}, New()), With(R"(title: "new" tags: "c" evidence { publisher: "new" })"));
}

TEST(ApplyMaskTest, WhatIsAbsentIsCleared) {
  EXPECT_EQ(Applied({"title"}, Resource()),
            With(R"(tags: "a" tags: "b" evidence { publisher: "old" note: "old" })"));
  EXPECT_EQ(Applied({"tags"}, Resource()),
            With(R"(title: "old" evidence { publisher: "old" note: "old" })"));
  EXPECT_EQ(Applied({"evidence"}, Resource()), With(R"(title: "old" tags: "a" tags: "b")"));
  EXPECT_EQ(Applied({}, Resource()), With(""));
  EXPECT_EQ(Applied({"*"}, Resource()), With(""));
}

TEST(ApplyMaskTest, WhatItCannotSetIsRefused) {
  for (const char* path : {"name", "etag", "recorded", "recorded.seconds", "revision", "nothing",
                           "evidence.nothing", "tags.x", "*", ""}) {
    Resource into = Old();
    const absl::Status status = ApplyMask(Mask({"title", path}), New(), into);
    EXPECT_THAT(status, StatusIs(absl::StatusCode::kInvalidArgument)) << path;
    EXPECT_EQ(DetailsOf(status).reason, "MASK_INVALID");
    EXPECT_EQ(DetailsOf(status).violations[0].field, "update_mask");
    EXPECT_EQ(into.ShortDebugString(), Old().ShortDebugString());
  }
}

class ReadModifyWriteTest : public ::testing::Test {
 protected:
  ReadModifyWriteTest() {
    mutation_.principal = "anonymous";
    mutation_.request_id = "id-1";
    mutation_.fingerprint = "f";
    mutation_.writes = {{.collection = "c", .name = "x", .body = "x"}};
  }

  void SomebodyWrites() {
    Mutation other;
    other.writes = {{.collection = "c", .name = "y", .body = "y"}};
    EXPECT_OK(journal_.Append(other, absl::UnixEpoch()));
  }

  MemoryJournal journal_;
  Mutation mutation_;
  std::vector<int64_t> heads_;  // that were written at
};

TEST_F(ReadModifyWriteTest, WritesOnceAtTheHead) {
  SomebodyWrites();
  const auto commit = ReadModifyWrite(journal_, mutation_, 0, [&](int64_t head) {
    heads_.push_back(head);
    return journal_.Append(mutation_, absl::UnixEpoch());
  });
  ASSERT_OK(commit);
  EXPECT_EQ(commit->revision, 2);
  EXPECT_THAT(heads_, ElementsAre(1));
}

TEST_F(ReadModifyWriteTest, WritesAgainIfSomebodyElseDid) {
  const auto commit =
      ReadModifyWrite(journal_, mutation_, 0, [&](int64_t head) -> absl::StatusOr<Commit> {
        heads_.push_back(head);
        if (head == 3) return Commit{.revision = 4, .recorded = absl::UnixEpoch()};
        SomebodyWrites();
        return absl::AbortedError("meanwhile");
      });
  ASSERT_OK(commit);
  EXPECT_THAT(heads_, ElementsAre(0, 1, 2, 3));
}

TEST_F(ReadModifyWriteTest, GivesUpInTheEnd) {
  int writes = 0;
  EXPECT_THAT(ReadModifyWrite(journal_, mutation_, 0,
                              [&](int64_t) -> absl::StatusOr<Commit> {
                                ++writes;
                                return absl::AbortedError("meanwhile");
                              }),
              StatusIs(absl::StatusCode::kAborted));
  EXPECT_EQ(writes, 10);
}

TEST_F(ReadModifyWriteTest, DoesNotRepeatWhatCannotSucceed) {
  for (const auto& [expected_revision, code] :
       {std::pair{int64_t{7}, absl::StatusCode::kAborted},
        std::pair{int64_t{0}, absl::StatusCode::kNotFound}}) {
    int writes = 0;
    EXPECT_THAT(ReadModifyWrite(journal_, mutation_, expected_revision,
                                [&, code = code](int64_t) -> absl::StatusOr<Commit> {
                                  ++writes;
                                  return absl::Status(code, "");
                                }),
                StatusIs(code));
    EXPECT_EQ(writes, 1);
  }
}

TEST_F(ReadModifyWriteTest, ARepetitionIsNotWritten) {
  ASSERT_OK(journal_.Append(mutation_, absl::UnixEpoch()));
  const auto never = [](int64_t) -> absl::StatusOr<Commit> {
    ADD_FAILURE() << "written again";
    return Commit{};
  };
  ASSERT_OK_AND_ASSIGN(const Commit commit, ReadModifyWrite(journal_, mutation_, 7, never));
  EXPECT_EQ(commit.revision, 1);
  EXPECT_TRUE(commit.repeated);
  mutation_.fingerprint = "other";
  EXPECT_EQ(DetailsOf(ReadModifyWrite(journal_, mutation_, 0, never).status()).reason,
            "REQUEST_ID_REUSED");
}

}  // namespace
}  // namespace entente
