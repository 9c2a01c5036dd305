#include "agreements_service/store/snapshot.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/store/references.h"
#include "agreements_service/testing/builders.h"
#include "common/sql/database.h"
#include "common/testing/matchers.h"
#include "common/testing/temp_folder.h"
#include "common/time/fake_clock.h"

namespace entente::agreements::snapshot_test {
namespace {

using entente::testing::IsOk;
using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using testing::Day;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeEvidence;
using testing::MakeMilestone;
using testing::MakeOccasion;
using testing::MakeRelation;
using ::testing::SizeIs;

class SnapshotTest : public ::testing::Test {
 protected:
  void Put(Agreement agreement) {
    AssignIds(agreement);
    ASSERT_OK(store_->PutAgreement({}, agreement, Write::Expect::kAnything));
  }

  Snapshot Latest() const { return Snapshot(*store_, store_->journal().Head(), std::nullopt); }
  Snapshot AsOf(absl::string_view day) const {
    return Snapshot(*store_, store_->journal().Head(), Day(day));
  }

  FakeClock clock_{testing::StartOfTime()};
  const std::unique_ptr<Store> store_ = NewMemoryStore(clock_);
};

TEST_F(SnapshotTest, LeavesOutWhatWasPublishedLater) {
  Agreement agreement = MakeAgreement("x");
  agreement.evidence = {MakeEvidence("a", "2022-05-11")};
  agreement.occasion = "pairs/KAZ-TUR/occasions/2022";
  agreement.events = {MakeEvent(EventKind::kSigned, "2022-05-10"),
                      MakeEvent(EventKind::kEntryIntoForce, "2022-05-20")};
  agreement.events[1].evidence = {MakeEvidence("b", "2023-01-01")};
  Put(agreement);

  EXPECT_THAT(AsOf("2022-05-10").GetAgreement("agreements/x"),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(AsOf("2022-05-11").GetAgreement("agreements/x"),
              IsOkAndHolds(Field(&Agreement::events, SizeIs(1))));
  EXPECT_THAT(Latest().GetAgreement("agreements/x"),
              IsOkAndHolds(Field(&Agreement::events, SizeIs(2))));
  EXPECT_THAT(AsOf("2022-05-10").SignedOn(agreement.occasion), IsOkAndHolds(IsEmpty()));
  EXPECT_THAT(AsOf("2022-05-11").SignedOn(agreement.occasion),
              IsOkAndHolds(ElementsAre("agreements/x")));
  const SearchQuery query = ParseSearchQuery("transport");
  EXPECT_THAT(AsOf("2022-05-10").Search(query, {}, {}, {}, 10),
              IsOkAndHolds(Field(&Found::total, 0)));
  EXPECT_THAT(AsOf("2022-05-11").Search(query, {}, {}, {}, 10),
              IsOkAndHolds(Field(&Found::total, 1)));

  ASSERT_OK_AND_ASSIGN(auto listed,
                       AsOf("2022-12-31").ListWithStatus({}, "", 10, Day("2022-12-31")));
  EXPECT_TRUE(listed.at(0).published);
  EXPECT_EQ(listed.at(0).status.status, Status::kSigned);
  ASSERT_OK_AND_ASSIGN(listed, AsOf("2022-05-10").ListWithStatus({}, "", 10, Day("2022-12-31")));
  EXPECT_FALSE(listed.at(0).published);
}

TEST_F(SnapshotTest, ASuccessorThatWasPublishedLaterDoesNotCount) {
  Agreement older = MakeAgreement("older");
  older.events = {MakeEvent(EventKind::kEntryIntoForce, "1992-01-01")};
  Put(older);
  Agreement newer = MakeAgreement("newer");
  newer.evidence = {MakeEvidence("a", "2010-01-01")};
  newer.events = {MakeEvent(EventKind::kEntryIntoForce, "2007-01-01")};
  newer.relations = {MakeRelation(RelationKind::kSupersedes, "older")};
  Put(newer);
  EXPECT_EQ(Latest().StatusOf(older, Day("2008-01-01"))->status, Status::kSuperseded);
  EXPECT_EQ(AsOf("2009-12-31").StatusOf(older, Day("2008-01-01"))->status, Status::kInForce);
  EXPECT_EQ(Snapshot(*store_, 1, std::nullopt).StatusOf(older, Day("2008-01-01"))->status,
            Status::kInForce);
}

TEST_F(SnapshotTest, OccasionsAndMilestonesAreKnownByTheirEvidence) {
  Occasion occasion = MakeOccasion("x", "2022-05-10");
  occasion.evidence = {MakeEvidence("a", "2022-05-12")};
  occasion.declared_counts = {
      {.count = 15, .fields = {}, .evidence = MakeEvidence("a", "2022-05-20")}};
  ASSERT_OK(store_->PutOccasion({}, occasion, Write::Expect::kAbsent));
  EXPECT_THAT(AsOf("2022-05-11").GetOccasion(occasion.name),
              StatusIs(absl::StatusCode::kNotFound, HasSubstr("published later")));
  EXPECT_THAT(AsOf("2022-05-12").GetOccasion(occasion.name),
              IsOkAndHolds(Field(&Occasion::declared_counts, IsEmpty())));
  EXPECT_THAT(AsOf("2022-05-20").GetOccasion(occasion.name),
              IsOkAndHolds(Field(&Occasion::declared_counts, SizeIs(1))));
  EXPECT_THAT(Latest().GetOccasion(occasion.name), IsOk());

  Milestone milestone = MakeMilestone("m", "1992-03-02");
  milestone.evidence = {MakeEvidence("a", "2012"), MakeEvidence("b", "2022-05-11")};
  ASSERT_OK(store_->PutMilestone({}, milestone, Write::Expect::kAbsent));
  EXPECT_THAT(AsOf("2012-12-30").GetMilestone(milestone.name),
              StatusIs(absl::StatusCode::kNotFound));
  EXPECT_THAT(AsOf("2012-12-31").GetMilestone(milestone.name),
              IsOkAndHolds(Field(&Milestone::evidence, SizeIs(1))));
}

TEST_F(SnapshotTest, ASearchGoesOnBehindSoManyOfTheBest) {
  for (const char* id : {"a", "b", "c"}) Put(MakeAgreement(id, "On cotton"));
  const SearchQuery query = ParseSearchQuery("cotton");
  ASSERT_OK_AND_ASSIGN(const Found found, Latest().Search(query, {}, {}, {1, 1}, 1));
  EXPECT_EQ(found.total, 3);
  EXPECT_THAT(found.agreements, ElementsAre(Field(&Agreement::name, "agreements/b")));
  ASSERT_TRUE(found.next.has_value());
  EXPECT_EQ(found.next->position, 2);
  ASSERT_OK_AND_ASSIGN(const Found last, Latest().Search(query, {}, {}, {2, 2}, 1));
  EXPECT_EQ(last.total, 3);
  EXPECT_FALSE(last.next.has_value());
  EXPECT_THAT(Latest().Search(query, {}, {}, {3, 3}, 1),
              IsOkAndHolds(Field(&Found::agreements, IsEmpty())));
}

TEST_F(SnapshotTest, ASearchCountsOnlySomeOfThoseItMustRead) {
  for (int i = 0; i < 300; ++i) {
    Agreement agreement = MakeAgreement(absl::StrCat("a", 100 + i), "On cotton");
    if (i % 2 == 1) agreement.fields = {entente::agreements::Field::kTrade};
    if (i % 2 == 1) agreement.evidence = {MakeEvidence("UNCTAD")};
    if (i == 299) agreement.events = {MakeEvent(EventKind::kEntryIntoForce, "1992")};
    Put(agreement);
  }
  const SearchQuery query = ParseSearchQuery("cotton");
  EXPECT_EQ(Latest().Search(query, {}, {}, {}, 5)->total, 300);

  SearchConditions trade;
  trade.fields = {entente::agreements::Field::kTrade};
  EXPECT_EQ(Latest().Search(query, {}, trade, {}, 5)->total, 150);

  SearchConditions unctad;
  unctad.sources = {"unctad"};
  SearchPoint point;
  std::vector<std::string> names;
  while (true) {
    ASSERT_OK_AND_ASSIGN(const Found found, Latest().Search(query, {}, unctad, point, 70));
    for (const Agreement& agreement : found.agreements) names.push_back(agreement.name);
    EXPECT_EQ(found.more, names.size() <= 70) << "200 of 300 are read for the first page";
    EXPECT_EQ(found.total, found.more ? 100 : 150);
    if (!found.next.has_value()) break;
    point = *found.next;
  }
  EXPECT_EQ(names.size(), 150);
  EXPECT_EQ(names[149], "agreements/a399");

  SearchConditions in_force;
  in_force.statuses = {Status::kInForce};
  in_force.day = Day("2000-01-01");
  ASSERT_OK_AND_ASSIGN(const Found found, Latest().Search(query, {}, in_force, {}, 1));
  EXPECT_THAT(found.agreements, ElementsAre(Field(&Agreement::name, "agreements/a399")))
      << "read to the end of the page";
  EXPECT_EQ(found.total, 1);
  EXPECT_FALSE(found.more);
}

TEST(SnapshotOfADamagedStoreTest, ASearchSaysSo) {
  FakeClock clock{testing::StartOfTime()};
  const entente::testing::TempFolder folder;
  const std::string path = folder.File("agreements.db");
  ASSERT_OK_AND_ASSIGN(const auto store, OpenSqliteStore(path, clock));
  ASSERT_OK(store->PutAgreement({}, MakeAgreement("x"), Write::Expect::kAbsent));
  {
    ASSERT_OK_AND_ASSIGN(const auto db, sql::Database::Open(path, sql::Database::Mode::kReadWrite));
    ASSERT_OK(db->Execute("UPDATE document SET body = x'ff'"));
  }
  EXPECT_THAT(
      Snapshot(*store, 1, Day("2022-05-11")).Search(ParseSearchQuery("transport"), {}, {}, {}, 10),
      StatusIs(absl::StatusCode::kDataLoss));
}

TEST_F(SnapshotTest, SaysWhyAListIsEmpty) {
  EXPECT_THAT(Latest().WhyEmpty({"KAZ"}, false), IsOkAndHolds(EmptyReason::kNoSourceLoaded));
  EXPECT_THAT(Latest().WhyEmptyBelow(MakePair("KAZ", "TUR"), false),
              IsOkAndHolds(EmptyReason::kNoSourceLoaded));
  Put(MakeAgreement("x"));
  EXPECT_THAT(Latest().WhyEmpty({"UZB"}, false), IsOkAndHolds(EmptyReason::kPairNotCovered));
  EXPECT_THAT(Latest().WhyEmpty({"KAZ"}, false), IsOkAndHolds(EmptyReason::kFilteredOut));
  EXPECT_THAT(Latest().WhyEmpty({}, false), IsOkAndHolds(EmptyReason::kFilteredOut));
  EXPECT_THAT(Latest().WhyEmpty({"KAZ"}, true), IsOkAndHolds(EmptyReason::kNotKnownThen));

  const Pair covered = MakePair("KAZ", "TUR");
  EXPECT_THAT(Latest().WhyEmptyBelow(covered, false), IsOkAndHolds(EmptyReason::kNotReported));
  EXPECT_THAT(Latest().WhyEmptyBelow(covered, true), IsOkAndHolds(EmptyReason::kNotKnownThen));
  EXPECT_THAT(Latest().WhyEmptyBelow(std::nullopt, false), IsOkAndHolds(EmptyReason::kNotReported));
  const Pair other = MakePair("KAZ", "UZB");
  EXPECT_THAT(Latest().WhyEmptyBelow(other, false), IsOkAndHolds(EmptyReason::kPairNotCovered));
  Milestone milestone = MakeMilestone("m");
  milestone.name = "pairs/KAZ-UZB/milestones/m";
  ASSERT_OK(store_->PutMilestone({}, milestone, Write::Expect::kAbsent));
  EXPECT_THAT(Latest().WhyEmptyBelow(other, false), IsOkAndHolds(EmptyReason::kNotReported));
  EXPECT_THAT(Latest().WhyEmpty({"KAZ", "UZB"}, false), IsOkAndHolds(EmptyReason::kNotReported));
}

TEST_F(SnapshotTest, NotesReferencesToWhatIsNowhere) {
  Put(MakeAgreement("stored"));
  Batch batch;
  batch.agreements = {MakeAgreement("a"), MakeAgreement("b")};
  batch.agreements[0].relations = {MakeRelation(RelationKind::kAmends, "b"),
                                   MakeRelation(RelationKind::kAmends, "stored"),
                                   MakeRelation(RelationKind::kAmends, "nowhere")};
  batch.agreements[1].occasion = "pairs/KAZ-TUR/occasions/nowhere";
  batch.milestones = {MakeMilestone("m")};
  batch.milestones[0].agreement = "agreements/nowhere";
  ImportReport report;
  ASSERT_OK(NoteDanglingReferences(*store_, batch, report));
  ASSERT_THAT(report.anomalies(), SizeIs(1));
  EXPECT_EQ(report.anomalies()[0].reason, "REFERENCE_DANGLING");
  EXPECT_EQ(report.anomalies()[0].count, 3);
  EXPECT_EQ(report.anomalies()[0].first, "agreements/a");
}

}  // namespace
}  // namespace entente::agreements::snapshot_test
