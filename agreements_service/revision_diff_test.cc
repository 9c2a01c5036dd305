// What DiffRevisions answers, over gRPC.

#include <map>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/recorded.h"

namespace entente::agreements::revision_diff_test {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeMilestone;
using testing::MakeOccasion;
using testing::MakeState;
using testing::Parse;
using testing::ReasonAndField;
using ::testing::SizeIs;

using Batches = std::vector<v1::DiffRevisionsResponse>;

class DiffRevisionsTest : public testing::RecordedTest {
 protected:
  absl::StatusOr<Batches> Ask(const std::string& request) {
    return All(*registry_, &v1::RegistryService::Stub::DiffRevisions,
               Parse<v1::DiffRevisionsRequest>(request));
  }

  // "CHANGED agreements/a: note, events[signed].date", one a resource.
  std::vector<std::string> Diff(const std::string& request) {
    const absl::StatusOr<Batches> batches = Ask(request);
    EXPECT_OK(batches);
    std::vector<std::string> lines;
    if (!batches.ok()) return lines;
    for (const auto& batch : *batches) {
      for (const v1::ResourceChange& change : batch.changes()) {
        std::vector<std::string> paths;
        for (const v1::PartChange& part : change.parts()) paths.push_back(part.path());
        lines.push_back(absl::StrCat(
            v1::DifferenceKind_Name(change.kind()).substr(sizeof("DIFFERENCE_KIND")), " ",
            change.resource(), paths.empty() ? "" : ": ", absl::StrJoin(paths, ", ")));
      }
    }
    return lines;
  }

  // An agreement and a milestone; the agreement was then changed twice, another one added, and one
  // more added and deleted again.
  void Fill() {
    Agreement agreement = MakeAgreement("a");
    agreement.events = {MakeEvent(EventKind::kSigned, "1992")};
    Put(agreement, "first");
    Put(MakeMilestone("m"));
    agreement.events = {MakeEvent(EventKind::kSigned, "1992-05")};
    Put(agreement, "the month is known");
    agreement.note = "A note.";
    Put(agreement, "a note was missing");
    Agreement french = MakeAgreement("b");
    french.parties = {MakeState("FRA", "France"), MakeState("KAZ", "Kazakhstan")};
    Put(french);
    Put(MakeAgreement("c"));
    Delete(MakeAgreement("c"));
  }
};

TEST_F(DiffRevisionsTest, TellsWhatDiffersByWhomAndWhy) {
  Fill();
  ASSERT_OK_AND_ASSIGN(const Batches batches, Ask("before: 2 after: 7"));
  ASSERT_THAT(batches, SizeIs(1));
  EXPECT_THAT(Diff("before: 2 after: 7"),
              ElementsAre("CHANGED agreements/a: events[signed].date, note", "ADDED agreements/b"));
  const v1::DiffRevisionsResponse& batch = batches[0];
  EXPECT_EQ(batch.changed(), 1);
  EXPECT_EQ(batch.added(), 1);
  EXPECT_EQ(batch.deleted(), 0);
  EXPECT_EQ(batch.revision(), 7);
  const v1::ResourceChange& change = batch.changes(0);
  EXPECT_EQ(change.parts(0).before(), "1992");
  EXPECT_EQ(change.parts(0).after(), "1992-05");
  ASSERT_EQ(change.edits_size(), 2);
  EXPECT_EQ(change.edits(0).revision(), 4);
  EXPECT_EQ(change.edits(0).reason(), "a note was missing");
  EXPECT_EQ(change.edits(1).revision(), 3);
  EXPECT_EQ(change.edits(1).principal(), "ayse");
  EXPECT_EQ(change.edits(1).recorded().seconds(), absl::ToUnixSeconds(clock_.Now()));
}

TEST_F(DiffRevisionsTest, GoesFromTheEmptyStoreToTheLatestRevision) {
  Fill();
  EXPECT_THAT(Diff(""), ElementsAre("ADDED agreements/a", "ADDED agreements/b",
                                    "ADDED pairs/KAZ-TUR/milestones/m"));
  EXPECT_THAT(Diff("before: 6 after: 7"), ElementsAre("DELETED agreements/c"));
  EXPECT_THAT(Diff("before: 7"), IsEmpty());
  ASSERT_OK_AND_ASSIGN(const Batches none, Ask("before: 7"));
  ASSERT_THAT(none, SizeIs(1)) << "one batch that tells the revision";
  EXPECT_EQ(none[0].revision(), 7);
}

TEST_F(DiffRevisionsTest, OfAnEmptyStoreThereIsNothing) {
  ASSERT_OK_AND_ASSIGN(const Batches batches, Ask(""));
  ASSERT_THAT(batches, SizeIs(1));
  EXPECT_EQ(batches[0].changes_size(), 0);
}

TEST_F(DiffRevisionsTest, WhatWasChangedBackDoesNotDiffer) {
  const Agreement agreement = MakeAgreement("a");
  Put(agreement);
  Agreement noted = agreement;
  noted.note = "wrong";
  Put(noted);
  Put(agreement);
  EXPECT_THAT(Diff("before: 1 after: 3"), IsEmpty());
  EXPECT_THAT(Diff("before: 1 after: 2"), ElementsAre("CHANGED agreements/a: note"));
}

TEST_F(DiffRevisionsTest, KeepsToPairs) {
  Fill();
  EXPECT_THAT(Diff("pairs: 'pairs/KAZ-TUR'"),
              ElementsAre("ADDED agreements/a", "ADDED pairs/KAZ-TUR/milestones/m"));
  EXPECT_THAT(Diff("pairs: 'pairs/FRA-KAZ' pairs: 'pairs/FRA-TUR'"),
              ElementsAre("ADDED agreements/b"));
  EXPECT_THAT(Diff("pairs: 'pairs/KAZ-TUR' before: 6"), ElementsAre("DELETED agreements/c"));
  // A file is no one's in particular.
  ASSERT_OK(Import(Parse<v1::ImportHeader>("file_name: 'f'"),
                   "occasions { name: 'pairs/KAZ-TUR/occasions/o' kind: OCCASION_KIND_VISIT title: "
                   "'Visit' start { edtf: '2001' } evidence { publisher: 'Gazette' } }"));
  EXPECT_THAT(Diff("before: 7"), SizeIs(2));
  EXPECT_THAT(Diff("before: 7 pairs: 'pairs/KAZ-TUR'"),
              ElementsAre("ADDED pairs/KAZ-TUR/occasions/o"));
}

TEST_F(DiffRevisionsTest, GoesOnBehindABatch) {
  for (int i = 0; i < 250; ++i) Put(MakeAgreement(absl::StrCat("a-", i)));
  ASSERT_OK_AND_ASSIGN(const Batches batches, Ask(""));
  ASSERT_THAT(batches, SizeIs(3));
  EXPECT_EQ(batches.back().added(), 250);
  // What is recorded meanwhile plays no part.
  Put(MakeAgreement("z"));
  ASSERT_OK_AND_ASSIGN(const Batches rest,
                       Ask(absl::StrCat("resume_token: '", batches[0].resume_token(), "'")));
  ASSERT_THAT(rest, SizeIs(2));
  EXPECT_EQ(rest[0].changes(0).resource(), batches[1].changes(0).resource());
  EXPECT_EQ(rest.back().added(), 150) << "counted from where it was resumed";
  EXPECT_EQ(rest.back().revision(), 250);
  ASSERT_OK_AND_ASSIGN(const Batches end,
                       Ask(absl::StrCat("resume_token: '", rest.back().resume_token(), "'")));
  ASSERT_THAT(end, SizeIs(1));
  EXPECT_EQ(end[0].changes_size(), 0);
}

TEST_F(DiffRevisionsTest, TellsTheLastTwentyEdits) {
  Agreement agreement = MakeAgreement("a");
  for (int i = 0; i < 30; ++i) {
    agreement.note = absl::StrCat(i);
    Put(agreement);
  }
  ASSERT_OK_AND_ASSIGN(const Batches batches, Ask("before: 1"));
  const v1::ResourceChange& change = batches[0].changes(0);
  ASSERT_EQ(change.edits_size(), 20);
  EXPECT_EQ(change.edits(0).revision(), 30);
  EXPECT_EQ(change.edits(19).revision(), 11);
}

// Whatever happened, what the parts say makes the one state out of the other.
TEST_F(DiffRevisionsTest, TheNotesOfRandomHistoriesAreWhatTheStoreHas) {
  std::mt19937 random(4);
  std::vector<std::map<std::string, std::string>> notes = {{}};  // by name, at each revision
  for (int i = 0; i < 60; ++i) {
    std::map<std::string, std::string> now = notes.back();
    Agreement agreement = MakeAgreement(absl::StrCat("a-", random() % 4));
    if (now.contains(agreement.name) && random() % 3 == 0) {
      now.erase(agreement.name);
      Delete(agreement);
    } else {
      agreement.note = absl::StrCat("note ", random() % 3);
      now[agreement.name] = agreement.note;
      Put(agreement);
    }
    notes.push_back(now);
  }
  for (int i = 0; i < 200; ++i) {
    const size_t one = random() % notes.size();
    const size_t other = 1 + random() % (notes.size() - 1);
    const size_t before = std::min(one, other);
    const size_t after = std::max(one, other);
    std::vector<std::string> wanted;
    for (int a = 0; a < 4; ++a) {
      const std::string name = absl::StrCat("agreements/a-", a);
      const bool had = notes[before].contains(name);
      const bool has = notes[after].contains(name);
      if (had && !has) wanted.push_back(absl::StrCat("DELETED ", name));
      if (!had && has) wanted.push_back(absl::StrCat("ADDED ", name));
      if (had && has && notes[before][name] != notes[after][name]) {
        wanted.push_back(absl::StrCat("CHANGED ", name, ": note"));
      }
    }
    EXPECT_EQ(Diff(absl::StrCat("before: ", before, " after: ", after)), wanted)
        << before << " to " << after;
  }
}

TEST_F(DiffRevisionsTest, RefusesWhatItCannotTell) {
  Fill();
  const auto refusal = [&](const std::string& request) {
    return ReasonAndField(Ask(request).status());
  };
  EXPECT_EQ(refusal("before: -1"), "REVISION_INVALID before");
  EXPECT_EQ(refusal("after: -1"), "REVISION_INVALID after");
  EXPECT_EQ(refusal("before: 3 after: 2"), "REVISION_INVALID before");
  EXPECT_EQ(refusal("before: 8"), "REVISION_NOT_REACHED before");
  EXPECT_EQ(refusal("after: 8"), "REVISION_NOT_REACHED after");
  EXPECT_EQ(refusal("pairs: 'pairs/TUR-KAZ'"), "NAME_INVALID pairs[0]");
  EXPECT_EQ(refusal("resume_token: 'x'"), "PAGE_TOKEN_INVALID resume_token");
}

}  // namespace
}  // namespace entente::agreements::revision_diff_test
