#include "agreements_service/core/agreement.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"

#include "agreements_service/testing/builders.h"

namespace entente::agreements::agreement_test {
namespace {

using testing::Day;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;
using testing::MakeAction;
using testing::MakeAgreement;
using testing::MakeEvent;
using testing::MakeEvidence;
using testing::MakeRelation;
using ::testing::SizeIs;

TEST(AssignIdsTest, DistinctAndAlwaysTheSame) {
  Agreement agreement = MakeAgreement("x");
  agreement.actions = {MakeAction("KAZ", ActionKind::kDomesticStep, "1995"),
                       MakeAction("KAZ", ActionKind::kDomesticStep, "1996"),
                       MakeAction("TUR", ActionKind::kDomesticStep, "1996"),
                       MakeAction("KAZ", ActionKind::kRatification, "1996")};
  agreement.actions[3].id = "kaz-domestic-step-2";  // given ids are kept
  agreement.events = {MakeEvent(EventKind::kSigned, "1995"), MakeEvent(EventKind::kSigned, "1996")};
  Agreement again = agreement;
  AssignIds(agreement);
  EXPECT_THAT(agreement.actions, ElementsAre(Field(&Action::id, "kaz-domestic-step"),
                                             Field(&Action::id, "kaz-domestic-step-3"),
                                             Field(&Action::id, "tur-domestic-step"),
                                             Field(&Action::id, "kaz-domestic-step-2")));
  EXPECT_THAT(agreement.events,
              ElementsAre(Field(&Event::id, "signed"), Field(&Event::id, "signed-2")));
  AssignIds(again);
  EXPECT_EQ(agreement, again);
  AssignIds(again);
  EXPECT_EQ(agreement, again);
}

TEST(AssignIdsTest, ManyOfOneKindTakeNoLongerThanOthers) {
  Agreement agreement = MakeAgreement("x");
  agreement.actions.assign(200'000, MakeAction("KAZ", ActionKind::kDomesticStep, "1995"));
  AssignIds(agreement);
  EXPECT_EQ(agreement.actions.back().id, "kaz-domestic-step-200000");
}

TEST(KnownByTest, NothingIsKnownBeforeItHappensUnlessItWasPublished) {
  const absl::CivilDay day = Day("2022-05-11");
  Agreement agreement = MakeAgreement("x");
  EXPECT_TRUE(KnownBy(agreement, day));
  agreement.events = {MakeEvent(EventKind::kSigned, "2024-09-11?")};
  EXPECT_FALSE(KnownBy(agreement, day));
  agreement.actions = {MakeAction("KAZ", ActionKind::kDomesticStep, "2022-05-01")};
  EXPECT_TRUE(KnownBy(agreement, day));
  EXPECT_THAT(AsPublished(agreement, day).events, IsEmpty());
}

TEST(AsPublishedTest, LeavesOutWhatWasPublishedLater) {
  Agreement agreement = MakeAgreement("x");
  agreement.events = {MakeEvent(EventKind::kSigned, "2022-05-10"),
                      MakeEvent(EventKind::kEntryIntoForce, "2022-06-01")};
  agreement.events[1].evidence = {MakeEvidence("a", "2023-01-01")};
  agreement.actions = {MakeAction("KAZ", ActionKind::kRatification, "2022")};
  agreement.actions[0].evidence = {MakeEvidence("a", "2023-01-01")};
  const Agreement published = AsPublished(agreement, Day("2022-12-31"));
  EXPECT_THAT(published.events, ElementsAre(Field(&Event::kind, EventKind::kSigned)));
  EXPECT_THAT(published.actions, IsEmpty());
  EXPECT_THAT(AsPublished(agreement, Day("2023-01-01")).events, SizeIs(2));

  agreement.evidence.push_back(MakeEvidence("b", "2023-01-01"));
  agreement.events[0].evidence = {MakeEvidence("a", "2022-05-11"), MakeEvidence("b", "2023-01-01")};
  agreement.relations = {MakeRelation(RelationKind::kAmends, "y", "2022-12-31"),
                         MakeRelation(RelationKind::kAmends, "z", "2023-01-01")};
  agreement.claims = {{.key = "a", .value = "", .evidence = MakeEvidence("a")},
                      {.key = "b", .value = "", .evidence = MakeEvidence("b", "2023-01-01")}};
  const Agreement then = AsPublished(agreement, Day("2022-12-31"));
  EXPECT_THAT(then.evidence, ElementsAre(MakeEvidence()));
  EXPECT_THAT(then.events[0].evidence, ElementsAre(MakeEvidence("a", "2022-05-11")));
  EXPECT_THAT(then.relations, ElementsAre(Field(&Relation::agreement, "agreements/y")));
  EXPECT_THAT(then.claims, ElementsAre(Field(&Claim::key, "a")));
}

}  // namespace
}  // namespace entente::agreements::agreement_test
