#include "agreements_service/store/snapshot.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/store/references.h"
#include "agreements_service/testing/builders.h"
#include "common/testing/matchers.h"
#include "common/time/fake_clock.h"

namespace entente::agreements {
namespace {

using entente::testing::IsOkAndHolds;
using entente::testing::StatusIs;
using testing::Day;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeEvidence;
using testing::MakeMilestone;
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
  EXPECT_THAT(AsOf("2022-05-10").Search(query, {}, 10), IsOkAndHolds(Field(&Found::total, 0)));
  EXPECT_THAT(AsOf("2022-05-11").Search(query, {}, 10), IsOkAndHolds(Field(&Found::total, 1)));

  ASSERT_OK_AND_ASSIGN(auto standings,
                       AsOf("2022-12-31").ListStandings({}, "", 10, Day("2022-12-31")));
  EXPECT_TRUE(standings.at(0).published);
  EXPECT_EQ(standings.at(0).status.status, Status::kSigned);
  ASSERT_OK_AND_ASSIGN(standings, AsOf("2022-05-10").ListStandings({}, "", 10, Day("2022-12-31")));
  EXPECT_FALSE(standings.at(0).published);
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

TEST_F(SnapshotTest, KnowsADateByItsLastDay) {
  EXPECT_TRUE(Latest().Knows(testing::Date("2099")));
  EXPECT_TRUE(AsOf("2022-05-31").Knows(testing::Date("2022-05")));
  EXPECT_FALSE(AsOf("2022-05-30").Knows(testing::Date("2022-05")));
  EXPECT_TRUE(AsOf("2022-05-30").Knows(testing::Date("XXXX")));
}

TEST_F(SnapshotTest, SaysWhyAListIsEmpty) {
  EXPECT_THAT(Latest().WhyEmpty({"KAZ"}, false), IsOkAndHolds(EmptyReason::kNoSourceLoaded));
  Put(MakeAgreement("x"));
  EXPECT_THAT(Latest().WhyEmpty({"UZB"}, false), IsOkAndHolds(EmptyReason::kPairNotCovered));
  EXPECT_THAT(Latest().WhyEmpty({"KAZ"}, false), IsOkAndHolds(EmptyReason::kFilteredOut));
  EXPECT_THAT(Latest().WhyEmpty({}, false), IsOkAndHolds(EmptyReason::kFilteredOut));
  EXPECT_THAT(Latest().WhyEmpty({"KAZ"}, true), IsOkAndHolds(EmptyReason::kNotKnownThen));
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
}  // namespace entente::agreements
